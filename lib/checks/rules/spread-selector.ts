import { isObject, itemsAt, objectAt } from '../../manifests/json';
import { labelSelectorOf, selects } from '../../manifests/label-selector';
import { podsRule, type Rule } from '../rule';

const deployment = (app: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront }
spec:
  replicas: 3
  selector: { matchLabels: { app: storefront } }
  template:
    metadata: { labels: { app: storefront } }
    spec:
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector: { matchLabels: { app: ${app} } }
      containers:
        - { name: app, image: registry.example/storefront:2.4.1 }
`;

/** A spread counts the pods that it spreads. */
export const SPREAD_SELECTOR: Rule = podsRule(
  {
    id: 'spread-selector',
    severity: 'warning',
    why: 'A constraint that does not count its own pods spreads nothing: all of them may end up on one node.',
    wanted: "a labelSelector that selects the pods' own labels",
    fix: "copy the labels of the workload's selector",
    wrong: deployment('shop'),
    right: deployment('storefront'),
    see: ['https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#implicit-conventions'],
  },
  function* elsewhere({ spec, labels }) {
    for (const [index, constraint] of itemsAt(spec, 'topologySpreadConstraints').entries()) {
      if (!isObject(constraint)) continue;
      const selector = constraint.labelSelector;
      // One without a selector counts no pod at all; an empty one counts all.
      if (isObject(selector) && selects(labelSelectorOf(objectAt(selector)), labels)) continue;
      yield {
        field: ['spec', 'topologySpreadConstraints', index, 'labelSelector'],
        got: isObject(selector) ? 'one that does not select them' : 'none',
      };
    }
  },
);
