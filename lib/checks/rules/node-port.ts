import { textAt } from '../../manifests/json';
import { manifestRule, type Rule } from '../rule';

const service = (type: string) => `
apiVersion: v1
kind: Service
metadata: { name: storefront }
spec: { type: ${type}, selector: { app: storefront }, ports: [{ port: 80, targetPort: 8080 }] }
`;

/** Nothing is open at the nodes themselves. */
export const NODE_PORT: Rule = manifestRule(
  {
    id: 'node-port',
    severity: 'warning',
    why: 'The port is open at the address of every node, past the edge with its certificate, its limits and its log.',
    wanted: 'ClusterIP behind the edge',
    fix: 'use ClusterIP, and a route of the edge for what is public',
    wrong: service('NodePort'),
    right: service('ClusterIP'),
    see: ['https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport'],
  },
  ['/Service'],
  function* open({ body }) {
    if (textAt(body, 'spec', 'type') === 'NodePort') yield { field: ['spec', 'type'], got: 'NodePort' };
  },
);
