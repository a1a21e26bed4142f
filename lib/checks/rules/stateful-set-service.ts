import { type Json, numberAt, textAt } from '../../manifests/json';
import { exists } from '../existence';
import { manifestRule, type Rule } from '../rule';
import { indexOf } from '../set-index';

/** The Service that gives a StatefulSet's pods their names is there and headless. */
export const STATEFUL_SET_SERVICE: Rule = manifestRule(
  {
    id: 'stateful-set-service',
    severity: 'warning',
    why: 'Pods of a StatefulSet have names of their own in the DNS by a headless Service only; without it the nodes of a cluster do not find each other.',
    wanted: 'a headless Service of the manifests (`clusterIP: None`)',
    fix: 'add a headless Service and name it in serviceName, which cannot be changed later',
    wrong: `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: orders-db, namespace: shop }
spec: { serviceName: orders-db, replicas: 3 }
---
apiVersion: v1
kind: Service
metadata: { name: orders-db, namespace: shop }
spec:
  ports: [{ port: 5432 }]
`,
    right: `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: orders-db, namespace: shop }
spec: { serviceName: orders-db, replicas: 3 }
---
apiVersion: v1
kind: Service
metadata: { name: orders-db, namespace: shop }
spec:
  clusterIP: None
  ports: [{ port: 5432 }]
`,
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id'],
  },
  ['apps/StatefulSet'],
  function* unnamed({ body, namespace = 'default' }, target) {
    const name = textAt(body, 'spec', 'serviceName');
    if (!name) return;
    const field = ['spec', 'serviceName'];
    const object = { group: '', kind: 'Service', namespace, name };
    const service = indexOf(target.manifests).find(object);
    if (service && textAt(service.body, 'spec', 'clusterIP') !== 'None')
      yield { field, severity: alone(body) ? 'note' : 'warning', got: `Service "${name}", which has an address` };
    else if (!exists(object, target)) yield { field, got: `Service "${name}", which is not there` };
  },
);

/** A single pod has nobody to find. */
function alone(statefulSet: Json): boolean {
  return (numberAt(statefulSet, 'spec', 'replicas') ?? 1) <= 1;
}
