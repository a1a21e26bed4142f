import { indexedObjectsAt, type Json, textAt } from '../../manifests/json';
import { podsOf } from '../../manifests/pods';
import type { FieldPath } from '../finding';
import { anyManifestRule, type BreachInside, beneath, type Rule } from '../rule';

/** Containers, volumes, ports and mounts have names of their own in their lists. */
export const DUPLICATE_NAME: Rule = anyManifestRule(
  {
    id: 'duplicate-name',
    severity: 'error',
    why: 'The API server refuses the object; until then it is anybody’s guess which of the two is meant.',
    wanted: 'each once',
    fix: 'rename or remove one of the two',
    wrong: `
apiVersion: v1
kind: Service
metadata: { name: storefront, namespace: shop }
spec:
  ports: [{ name: http, port: 80 }, { name: http, port: 8080 }]
`,
    right: `
apiVersion: v1
kind: Service
metadata: { name: storefront, namespace: shop }
spec:
  ports: [{ name: http, port: 80 }, { name: grpc, port: 9000 }]
`,
    see: ['https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services'],
  },
  function* twice(manifest) {
    if (manifest.group === '' && manifest.kind === 'Service') yield* repeated(entries(manifest.body, ['spec', 'ports'], 'name'));
    const pods = podsOf(manifest);
    if (!pods) return;
    const names = pods.containers.map(({ name, field }): Entry => [name, [...field, 'name']]);
    const inPods = [...repeated(names), ...repeated(entries(pods.spec, ['volumes'], 'name', ['spec', 'volumes']))];
    const inContainers = pods.containers.flatMap(({ body, field }) => [
      ...repeated(entries(body, ['ports'], 'name', [...field, 'ports'])),
      ...repeated(entries(body, ['volumeMounts'], 'mountPath', [...field, 'volumeMounts'])),
    ]);
    yield* beneath(pods.template, [...inPods, ...inContainers]);
  },
);

type Entry = readonly [name: string, field: FieldPath];

function entries(value: Json, path: readonly string[], key: string, place: FieldPath = path): Entry[] {
  return indexedObjectsAt(value, ...path).flatMap(([index, item]): Entry[] => {
    const name = textAt(item, key);
    return name ? [[name, [...place, index, key]]] : [];
  });
}

function repeated(all: readonly Entry[]): BreachInside[] {
  const seen = new Set<string>();
  return all.flatMap(([name, field]) => {
    const again = name !== '' && seen.has(name);
    seen.add(name);
    return again ? [{ field, got: `${JSON.stringify(name)} a second time` }] : [];
  });
}
