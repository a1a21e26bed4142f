import { textAt, textRecordAt } from '../../manifests/json';
import { labelSelectorOf } from '../../manifests/label-selector';
import { askedOfTemplates } from '../controller-labels';
import { meansMadePods } from '../operators';
import { manifestRule, type Rule } from '../rule';
import { indexOf } from '../set-index';

/** A Service selects pods. */
export const SERVICE_WITHOUT_PODS: Rule = manifestRule(
  {
    id: 'service-without-pods',
    severity: 'warning',
    why: 'A Service that selects no pods refuses every connection, and nothing else shows it.',
    wanted: 'labels of pods in the same namespace',
    fix: 'select labels that the pods have, or remove the Service',
    wrong: `
apiVersion: v1
kind: Service
metadata: { name: storefront, namespace: shop }
spec:
  selector: { app: store }
  ports: [{ port: 80, targetPort: 8080 }]
---
apiVersion: v1
kind: Pod
metadata: { name: storefront, namespace: shop, labels: { app: storefront } }
spec:
  containers: [{ name: app, image: registry.example/storefront:2.4.1, ports: [{ containerPort: 8080 }] }]
`,
    right: `
apiVersion: v1
kind: Service
metadata: { name: storefront, namespace: shop }
spec:
  selector: { app: storefront }
  ports: [{ port: 80, targetPort: 8080 }]
---
apiVersion: v1
kind: Pod
metadata: { name: storefront, namespace: shop, labels: { app: storefront } }
spec:
  containers: [{ name: app, image: registry.example/storefront:2.4.1, ports: [{ containerPort: 8080 }] }]
`,
    see: ['https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service'],
  },
  ['/Service'],
  function* idle({ body, namespace = 'default' }, { manifests }) {
    const matchLabels = textRecordAt(body, 'spec', 'selector');
    const selector = labelSelectorOf({ matchLabels });
    // Without a selector its endpoints come from elsewhere, and one that stands for a host's name has none.
    if (selector.length === 0 || textAt(body, 'spec', 'type') === 'ExternalName') return;
    if (indexOf(manifests).pods.any(namespace, askedOfTemplates(selector)) || meansMadePods(namespace, selector, manifests)) return;
    yield { field: ['spec', 'selector'], got: JSON.stringify(matchLabels) };
  },
);
