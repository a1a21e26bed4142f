/** A Deployment with an autoscaler, for examples; `replicas` and the autoscaler's spec are left out where undefined. */
export function scaledExample({
  replicas,
  scaler,
  resources = '{ requests: { cpu: 250m, memory: 256Mi } }',
}: {
  replicas?: number;
  scaler?: string;
  resources?: string;
}): string {
  const hpa = `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: storefront, namespace: shop }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: storefront }
  ${scaler}
---`;
  return `${scaler === undefined ? '' : hpa}
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront, namespace: shop }
spec:
${replicas === undefined ? '' : `  replicas: ${replicas}\n`}  selector: { matchLabels: { app: storefront } }
  template:
    metadata: { labels: { app: storefront } }
    spec: { containers: [{ name: app, image: 'registry.example/storefront:2.4.1', resources: ${resources} }] }
`;
}
