import { oncePerSet } from '../../checks/once-per-set';
import { numberAt, textAt } from '../../manifests/json';
import type { ManifestSet } from '../../manifests/manifest-set';
import type { PodsView } from '../../manifests/pods';
import type { EffectRule, EffectText, Impact, ReviewTarget } from '../effect-rule';
import { changedPods } from '../set-pods';

const pods = (name: string) => `
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: { name: shop-critical }
value: 100000
---
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: { name: shop-batch }
value: 1000
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: checkout, namespace: shop }
spec:
  selector: { matchLabels: { app: checkout } }
  template:
    metadata: { labels: { app: checkout } }
    spec: { priorityClassName: ${name}, containers: [{ name: app, image: 'registry.example/checkout:1.4.0' }] }
`;

const TEXT: EffectText = {
  id: 'priority-changed',
  kind: 'capacity-changed',
  severity: 'warning',
  reason: 'when a node is full, pods of a lower priority go first: they are evicted for others, and wait longest for room',
  recipe: ['leave what an order cannot do without at the higher priority'],
  before: pods('shop-critical'),
  after: pods('shop-batch'),
  see: ['https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/'],
};

/** Pods give way to others that they did not, or push others aside. */
export const PRIORITY_CHANGED: EffectRule = {
  ...TEXT,
  *find(target: ReviewTarget): Generator<Impact> {
    for (const { change, before, after } of changedPods(target)) {
      const [old, fresh] = [priorityOf(before, target.before), priorityOf(after, target.after)];
      if (old.name === fresh.name) continue;
      const fields = change.fields.map(({ field }) => field).filter((field) => field.at(-1) === 'priorityClassName');
      const isRaised = old.value !== undefined && fresh.value !== undefined && fresh.value >= old.value;
      const summary = `has priority ${priorityText(fresh)} instead of ${priorityText(old)}`;
      yield {
        change,
        fields,
        summary,
        ...(isRaised && {
          severity: 'note' as const,
          reason: 'when a node is full, these pods push others aside that have a lower priority',
          recipe: [],
        }),
      };
    }
  },
};

interface Priority {
  readonly name: string;
  /** Undefined where the class is not in the set. */
  readonly value?: number;
}

/** Classes that every cluster has. */
const BUILT_IN: Readonly<Record<string, number>> = { 'system-cluster-critical': 2_000_000_000, 'system-node-critical': 2_000_001_000 };

const standardClass = oncePerSet((set) => set.of('PriorityClass', 'scheduling.k8s.io').find(({ body }) => body.globalDefault === true));

function priorityOf({ spec }: PodsView, set: ManifestSet): Priority {
  const name = textAt(spec, 'priorityClassName');
  if (!name) {
    const standard = standardClass(set);
    return { name: standard?.name ?? 'none', value: numberAt(standard?.body, 'value') ?? 0 };
  }
  return { name, value: numberAt(set.find('PriorityClass', undefined, name)?.body, 'value') ?? BUILT_IN[name] };
}

function priorityText({ name, value }: Priority): string {
  return value === undefined ? name : `${name} (${value})`;
}
