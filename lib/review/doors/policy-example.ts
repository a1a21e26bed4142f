/** Three workloads, and a policy over one of them with these rules of ingress, for examples. */
export function policyExample(ingress: string | undefined, types = 'Ingress'): string {
  const workloads = ['storefront', 'fulfilment'].map((name) => workload(name, `{ name: ORDERS_URI, value: 'http://orders:8080' }`));
  const policy = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: orders, namespace: shop }
spec: { podSelector: { matchLabels: { app: orders } }, policyTypes: [${types}], ingress: ${ingress} }
---`;
  return `${ingress === undefined ? '' : policy}
apiVersion: v1
kind: Service
metadata: { name: orders, namespace: shop }
spec: { selector: { app: orders }, ports: [{ port: 8080 }] }
${[workload('orders'), ...workloads].join('')}`;
}

function workload(name: string, variable = ''): string {
  return `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: app, image: 'registry.example/${name}:1.0.0', ports: [{ containerPort: 8080 }], env: [${variable}] }] }
`;
}
