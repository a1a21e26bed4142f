import { objectAt } from '../../manifests/json';
import { labelSelectorOf } from '../../manifests/label-selector';
import { identityOf } from '../../manifests/manifest';
import { CONTROLLERS } from '../controllers';
import { manifestRule, type Rule } from '../rule';
import { indexOf } from '../set-index';

/** A workload's selector selects no pods but its own. */
export const SHARED_PODS: Rule = manifestRule(
  {
    id: 'shared-pods',
    severity: 'warning',
    why: "A controller that selects another's pods counts them as its own: autoscalers reckon with the wrong load, and orphaned pods are taken over or deleted.",
    wanted: 'labels that no other pods have',
    fix: 'select by a label that is the workload’s alone, such as its name',
    wrong: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront, namespace: shop }
spec:
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec: { containers: [{ name: app, image: registry.example/storefront:2.4.1 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: orders, namespace: shop }
spec:
  selector: { matchLabels: { app: shop, name: orders } }
  template:
    metadata: { labels: { app: shop, name: orders } }
    spec: { containers: [{ name: app, image: registry.example/orders:2.4.1 }] }
`,
    right: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront, namespace: shop }
spec:
  selector: { matchLabels: { app: shop, name: storefront } }
  template:
    metadata: { labels: { app: shop, name: storefront } }
    spec: { containers: [{ name: app, image: registry.example/storefront:2.4.1 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: orders, namespace: shop }
spec:
  selector: { matchLabels: { app: shop, name: orders } }
  template:
    metadata: { labels: { app: shop, name: orders } }
    spec: { containers: [{ name: app, image: registry.example/orders:2.4.1 }] }
`,
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector'],
  },
  CONTROLLERS,
  function* shared(manifest, { manifests }) {
    const selector = labelSelectorOf(objectAt(manifest.body, 'spec', 'selector'));
    if (selector.length === 0) return;
    for (const pods of indexOf(manifests).pods.selected(manifest.namespace ?? 'default', selector)) {
      if (pods.manifest === manifest) continue;
      // The first one tells enough, and looking for the rest would cost a large shop dearly.
      yield { field: ['spec', 'selector'], got: `a selector that the pods of ${identityOf(pods.manifest)} match too` };
      return;
    }
  },
);
