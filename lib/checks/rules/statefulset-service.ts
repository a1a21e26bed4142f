import { textAt } from '../../manifests/json';
import { podsOf } from '../../manifests/pods';
import { servicesOver } from '../pod-selectors';
import { manifestRule, type Rule } from '../rule';

const set = (clusterIp: string) => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: orders-db }
spec:
  serviceName: orders-db
  selector: { matchLabels: { app: orders-db } }
  template:
    metadata: { labels: { app: orders-db } }
    spec:
      containers:
        - { name: app, image: "registry.example/postgres:17.5" }
---
apiVersion: v1
kind: Service
metadata: { name: orders-db }
spec: { ${clusterIp}selector: { app: orders-db }, ports: [{ port: 5432 }] }
`;

/** The pods of a StatefulSet have the names that they are there for. */
export const STATEFULSET_SERVICE: Rule = manifestRule(
  {
    id: 'statefulset-service',
    severity: 'warning',
    why: 'Without a headless Service over its pods none of them has a name of its own in DNS: replicas of a database or a broker cannot find each other.',
    wanted: 'serviceName of a headless Service that selects the pods',
    fix: 'name such a Service; serviceName cannot be changed afterwards',
    wrong: set(''),
    right: set('clusterIP: None, '),
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id'],
  },
  ['apps/StatefulSet'],
  function* nameless(manifest, { manifests }) {
    const pods = podsOf(manifest);
    const field = ['spec', 'serviceName'];
    const name = textAt(manifest.body, ...field);
    if (!pods) return;
    if (name === undefined || name === '') yield { field, got: 'none' };
    else {
      const over = servicesOver(pods, manifests);
      const service = over.find((s) => s.name === name);
      // A Service that is nowhere in the set is another rule's finding; it may be in the cluster already.
      if (service && textAt(service.body, 'spec', 'clusterIP') !== 'None') yield { field, got: `"${name}", which is not headless` };
    }
  },
);
