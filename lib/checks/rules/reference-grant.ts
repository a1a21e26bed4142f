import { groupedBy } from '../../core/groups';
import { objectsAt, textAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import { type ForeignReference, foreignReferences } from '../foreign-references';
import { oncePerSet } from '../once-per-set';
import type { Breach, Rule } from '../rule';

const GATEWAY_API = 'gateway.networking.k8s.io';

const example = (grant: string): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: storefront, namespace: edge }
spec:
  parentRefs: [{ name: edge }]
  rules: [{ backendRefs: [{ name: storefront, namespace: shop, port: 80 }] }]
---
apiVersion: v1
kind: Service
metadata: { name: storefront, namespace: shop }
spec: { ports: [{ port: 80 }] }
---
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: { name: from-edge, namespace: shop }
spec:
  from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: edge }]
  to: [{ group: '', kind: ${grant} }]
`;

/**
 * What a route or a Gateway names in another namespace is granted there. A grant belongs to its namespace, so it is asked
 * only where the manifests have something in that namespace.
 */
export const REFERENCE_GRANT: Rule = {
  id: 'reference-grant',
  severity: 'warning',
  why: 'Without a grant the reference is refused: a route answers with 500, and a listener never becomes ready.',
  wanted: 'a ReferenceGrant in the namespace that is referred to, or a mention of one in the setting `elsewhere`',
  fix: 'add the grant beside what is referred to, for this kind and namespace alone',
  wrong: example('Secret'),
  right: example('Service'),
  see: ['https://gateway-api.sigs.k8s.io/api-types/referencegrant/'],
  *find({ manifests, settings }): Generator<Breach> {
    const isElsewhere = (namespace: string) =>
      (settings.elsewhere ?? []).some((text) => text.startsWith(`${GATEWAY_API}/ReferenceGrant/${namespace}/`));
    for (const reference of foreignReferences(manifests)) {
      const { manifest, field, kind, namespace, name } = reference;
      if (!namespaces(manifests).has(namespace) || isElsewhere(namespace)) continue;
      if ((grants(manifests).get(namespace) ?? []).some((grant) => allows(grant, reference))) continue;
      yield { manifest, field, got: `${kind} "${name}" in namespace "${namespace}", and no grant for it` };
    }
  },
};

const namespaces = oncePerSet((manifests) => new Set(manifests.all.map(({ namespace }) => namespace ?? 'default')));

const grants = oncePerSet((manifests) => groupedBy(manifests.of('ReferenceGrant', GATEWAY_API), ({ namespace }) => namespace ?? 'default'));

function allows({ body }: Manifest, { manifest, kind, name }: ForeignReference): boolean {
  const isFrom = objectsAt(body, 'spec', 'from').some(
    (from) => textAt(from, 'group') === GATEWAY_API && from.kind === manifest.kind && from.namespace === (manifest.namespace ?? 'default'),
  );
  const isTo = objectsAt(body, 'spec', 'to').some(
    (to) => (textAt(to, 'group') ?? '') === '' && to.kind === kind && (to.name === undefined || to.name === name),
  );
  return isFrom && isTo;
}
