/** A Service, its pods and one that calls it, for examples. */
export function trafficExample({
  service = '',
  selector = '{ app: orders }',
  ports = '[{ name: http, port: 80, targetPort: http }]',
  labels = '{ app: orders }',
  portName = 'http',
}: {
  service?: string;
  selector?: string;
  ports?: string;
  labels?: string;
  portName?: string;
} = {}): string {
  return `
apiVersion: v1
kind: Service
metadata: { name: orders, namespace: shop }
spec:
${service}  selector: ${selector}
  ports: ${ports}
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: orders, namespace: shop }
spec:
  selector: { matchLabels: { app: orders } }
  template:
    metadata: { labels: ${labels} }
    spec: { containers: [{ name: app, image: registry.example/orders:1.2.0, ports: [{ name: ${portName}, containerPort: 8080 }] }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront, namespace: shop }
spec:
  selector: { matchLabels: { app: storefront } }
  template:
    metadata: { labels: { app: storefront } }
    spec: { containers: [{ name: app, image: registry.example/storefront:2.4.1, env: [{ name: ORDERS_URL, value: "http://orders:80" }] }] }
`;
}
