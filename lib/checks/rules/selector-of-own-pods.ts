import { at, isObject, textRecordAt } from '../../manifests/json';
import { labelSelectorOf, selects } from '../../manifests/label-selector';
import { CONTROLLERS } from '../controllers';
import { manifestRule, type Rule } from '../rule';

/** A workload's selector selects the pods of its own template. */
export const SELECTOR_OF_OWN_PODS: Rule = manifestRule(
  {
    id: 'selector-of-own-pods',
    severity: 'error',
    why: 'The API server refuses a workload whose selector does not select its own pods.',
    wanted: 'labels of its own template',
    fix: 'give the template the labels that are selected',
    wrong: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront, namespace: shop }
spec:
  selector: { matchLabels: { app: storefront } }
  template:
    metadata: { labels: { app: store } }
    spec: { containers: [{ name: app, image: registry.example/storefront:2.4.1 }] }
`,
    right: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront, namespace: shop }
spec:
  selector: { matchLabels: { app: storefront } }
  template:
    metadata: { labels: { app: storefront } }
    spec: { containers: [{ name: app, image: registry.example/storefront:2.4.1 }] }
`,
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector'],
  },
  CONTROLLERS,
  function* foreign({ body }) {
    const stated = at(body, 'spec', 'selector');
    if (!isObject(stated)) return;
    const selector = labelSelectorOf(stated);
    const labels = textRecordAt(body, 'spec', 'template', 'metadata', 'labels');
    if (selector.length === 0) yield { field: ['spec', 'selector'], got: 'a selector without conditions' };
    else if (!selects(selector, labels))
      yield { field: ['spec', 'selector'], got: `${JSON.stringify(stated)} over pods labelled ${JSON.stringify(labels)}` };
  },
);
