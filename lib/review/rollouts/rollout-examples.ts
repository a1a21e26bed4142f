/** A Deployment of a shop, for examples. */
export function deploymentExample({
  tag = '2.4.1',
  strategy = '{ rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }',
  replicas = 3,
  name = 'storefront',
  component = '',
  more = '',
}: {
  tag?: string;
  strategy?: string;
  replicas?: number;
  name?: string;
  component?: string;
  more?: string;
} = {}): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop${component === '' ? '' : `, labels: { app.kubernetes.io/name: ${component} }`} }
spec:
  replicas: ${replicas}
  minReadySeconds: 10
  strategy: ${strategy}
${more}  selector: { matchLabels: { app: storefront } }
  template:
    metadata: { labels: { app: storefront } }
    spec:
      terminationGracePeriodSeconds: 60
      containers:
        - name: app
          image: registry.example/storefront:${tag}
          startupProbe: { httpGet: { path: /ready, port: 8080 }, periodSeconds: 5, failureThreshold: 12 }
          readinessProbe: { httpGet: { path: /ready, port: 8080 }, initialDelaySeconds: 5 }
`;
}

/** A StatefulSet of a shop, for examples. */
export function statefulSetExample({
  tag = '4.1.2',
  replicas = 3,
  more = '',
}: {
  tag?: string;
  replicas?: number;
  more?: string;
} = {}): string {
  return `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: order-events, namespace: shop }
spec:
  replicas: ${replicas}
  serviceName: order-events
${more}  selector: { matchLabels: { app: order-events } }
  template:
    metadata: { labels: { app: order-events } }
    spec:
      containers:
        - name: rabbitmq
          image: registry.example/rabbitmq:${tag}
          readinessProbe: { exec: { command: [rabbitmq-diagnostics, ping] }, initialDelaySeconds: 20 }
`;
}
