import { kubectl, kubectlJson } from '../../kubectl';
import { EDGE_NAMESPACE, ensureEdgeNamespace } from './load';

const NAME = 'edge';

/** A proxy in the place of an Ingress controller: it goes to the pods themselves, and to another one where a pod does not answer. */
export function startEdge(addresses: readonly string[]): string {
  ensureEdgeNamespace();
  removeEdge();
  const metadata = { name: NAME, namespace: EDGE_NAMESPACE };
  kubectl(['apply', '-f', '-'], { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'default.conf': configuration(addresses) } });
  const container = {
    name: NAME,
    image: 'nginxinc/nginx-unprivileged:1.29',
    resources: { requests: { cpu: '200m' } },
    volumeMounts: [{ name: 'config', mountPath: '/etc/nginx/conf.d' }],
  };
  const spec = { terminationGracePeriodSeconds: 0, containers: [container], volumes: [{ name: 'config', configMap: { name: NAME } }] };
  kubectl(['apply', '-f', '-'], { apiVersion: 'v1', kind: 'Pod', metadata, spec });
  kubectl(['wait', '--for=condition=Ready', `pod/${NAME}`, '-n', EDGE_NAMESPACE, '--timeout=60s']);
  return `http://${kubectlJson('get', 'pod', NAME, '-n', EDGE_NAMESPACE).status.podIP}:8080`;
}

/** Takes the proxy away, and waits until it is gone. */
export function removeEdge(): void {
  kubectl(['delete', 'pod,configmap', NAME, '-n', EDGE_NAMESPACE, '--ignore-not-found']);
}

function configuration(addresses: readonly string[]): string {
  return `upstream pods { ${addresses.map((address) => `server ${address}:8080;`).join(' ')} keepalive 16; }
server {
  listen 8080;
  location / {
    proxy_pass http://pods;
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_connect_timeout 1s;
  }
}
`;
}
