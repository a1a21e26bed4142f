import { groupedBy } from '../../core/groups';
import { scaledExample } from '../capacity/autoscaler-examples';
import { causeOf, changesByObject, rangeChanges } from '../capacity/capacity-changes';
import { limitFaults } from '../capacity/limit-range';
import type { EffectRule, EffectText, Impact, ReviewTarget } from '../effect-rule';
import { listed } from '../wording';

const range = (memory: string) => `${scaledExample({ replicas: 2, resources: '{ requests: { memory: 1Gi }, limits: { memory: 1Gi } }' })}---
apiVersion: v1
kind: LimitRange
metadata: { name: shop, namespace: shop }
spec: { limits: [{ type: Container, max: { memory: ${memory} } }] }
`;

const TEXT: EffectText = {
  id: 'limit-range-exceeded',
  kind: 'capacity-changed',
  severity: 'error',
  reason: 'the API server refuses every new pod that a LimitRange does not allow; those that run stay until they are replaced',
  recipe: ['bring the containers within the range first and roll that out', 'then narrow the range'],
  before: range('2Gi'),
  after: range('512Mi'),
  see: ['https://kubernetes.io/docs/concepts/policy/limit-range/'],
};

/** Pods that a LimitRange of their namespace refuses, and did not before. */
export const LIMIT_RANGE_EXCEEDED: EffectRule = {
  ...TEXT,
  *find(target: ReviewTarget): Generator<Impact> {
    const key = ({ range: by, workload, told }: { range: string; workload: string; told: string }) => `${by} ${workload} ${told}`;
    const known = new Set(limitFaults(target.before).map(key));
    const fresh = limitFaults(target.after).filter((fault) => !known.has(key(fault)));
    for (const [workload, faults] of groupedBy(fresh, (fault) => fault.workload)) {
      const change =
        causeOf(workload, target) ?? changesByObject(target).get(`${faults[0]?.range}`) ?? rangeChanges(target).get(workload.split('/')[2]);
      const told = listed(faults.map((fault) => fault.told));
      if (change) yield { change, summary: `no new pod of ${workload.split('/').at(-1)} is let in: ${told}` };
    }
  },
};
