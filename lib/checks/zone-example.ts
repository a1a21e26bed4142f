/** A Deployment of an example in the namespace `shop`; in the payment zone where it bears its label. */
export function deploymentWith(name: string, pod = '', label = ''): string {
  const container = `{ name: app, image: registry.example/${name}:2.4.1 }`;
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name}${label} } }
    spec: { ${pod}containers: [${container}] }
`;
}

/** A Deployment in the payment zone. */
export function inZone(name: string, pod = ''): string {
  return deploymentWith(name, pod, ', cdk8s-shop/zone: payment');
}

/** The NetworkPolicy of a Deployment of an example. */
export function policyOver(name: string, spec: string): string {
  return `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec:
  podSelector: { matchLabels: { app: ${name} } }
${spec.replace(/^\n|\n$/g, '')}
`;
}

/** Requirements 1.3 and 1.4 are about connections with the zone, 7.2 about who may do what. */
export const PCI_DSS = 'https://www.pcisecuritystandards.org/document_library/?category=pcidss';
