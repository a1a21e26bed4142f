/** A ConfigMap or Secret and a Deployment that reads it in variables, for examples. */
export function configExample(kind: 'ConfigMap' | 'Secret', value: string): string {
  const [data, ref] = kind === 'ConfigMap' ? ['data', 'configMapRef'] : ['stringData', 'secretRef'];
  return `
apiVersion: v1
kind: ${kind}
metadata: { name: storefront, namespace: shop }
${data}: { CHECKOUT_MODE: "${value}" }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront, namespace: shop }
spec:
  selector: { matchLabels: { app: storefront } }
  template:
    metadata: { labels: { app: storefront } }
    spec:
      containers:
        - { name: app, image: registry.example/storefront:2.4.1, envFrom: [{ ${ref}: { name: storefront } }] }
`;
}
