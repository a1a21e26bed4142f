import { nameFormat } from '../name-format';
import { anyManifestRule, type Rule } from '../rule';

/** Every object has a name that the API server takes for its kind, and that what is made of it can bear. */
export const REFUSED_NAME: Rule = anyManifestRule(
  {
    id: 'refused-name',
    severity: 'error',
    why: 'The API server refuses the object, or each object that is made from it, such as the pods of a StatefulSet.',
    wanted: 'a name of the kind’s format',
    fix: 'rename it; an object that is there already under another name is a different one',
    wrong: `
apiVersion: v1
kind: Service
metadata: { name: Order_Events, namespace: shop }
spec: { ports: [{ port: 5672 }] }
`,
    right: `
apiVersion: v1
kind: Service
metadata: { name: order-events, namespace: shop }
spec: { ports: [{ port: 5672 }] }
`,
    see: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/names/'],
  },
  function* refused({ group, kind, name, namespace }, { kubernetes }) {
    const { accepts, wanted } = nameFormat(group, kind, kubernetes);
    if (!accepts(name)) yield { field: ['metadata', 'name'], got: JSON.stringify(name), wanted };
    const ofNamespace = nameFormat('', 'Namespace', kubernetes);
    if (namespace !== undefined && namespace !== '' && !ofNamespace.accepts(namespace))
      yield { field: ['metadata', 'namespace'], got: JSON.stringify(namespace), wanted: ofNamespace.wanted };
  },
);
