import { counted } from '../../core/counted';
import { identityOf } from '../../manifests/manifest';
import { amountChanges } from '../capacity/amount-text';
import { scaledExample } from '../capacity/autoscaler-examples';
import { workloadRows } from '../capacity/capacity-changes';
import { times } from '../capacity/pod-resources';
import type { EffectRule, EffectText, Impact, ReviewTarget } from '../effect-rule';
import { changedPods } from '../set-pods';
import { listed } from '../wording';

const TEXT: EffectText = {
  id: 'resources-changed',
  kind: 'capacity-changed',
  severity: 'note',
  reason: 'requests are what the scheduler keeps free for a pod, limits what it may take: the new pods have the new ones',
  recipe: [],
  before: scaledExample({ replicas: 3 }),
  after: scaledExample({ replicas: 3, resources: '{ requests: { cpu: 500m, memory: 256Mi } }' }),
  see: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
};

/** The pods of a workload ask for more or less, or may take more or less. */
export const RESOURCES_CHANGED: EffectRule = {
  ...TEXT,
  *find(target: ReviewTarget): Generator<Impact> {
    for (const { change, after } of changedPods(target)) {
      const row = workloadRows(target).get(identityOf(after.manifest));
      const [old, fresh] = [row?.before, row?.after];
      if (!old || !fresh) continue;
      const requests = amountChanges(old.pod.requests, fresh.pod.requests);
      const limits = amountChanges(old.pod.limits, fresh.pod.limits);
      if (requests.length + limits.length === 0) continue;
      const [before = 0, now = 0] = [old.pod.limits.memory, fresh.pod.limits.memory];
      const isLess = now !== 0 && (before === 0 || now < before);
      const sums = amountChanges(times(old.pod.requests, fresh.most), times(fresh.pod.requests, fresh.most));
      const most =
        fresh.perNode || fresh.most < 2 || sums.length === 0 ? '' : `; ${counted(fresh.most, 'pod')} together request ${listed(sums)}`;
      const parts = [requests.length > 0 ? `requests ${listed(requests)}` : '', limits.length > 0 ? `limits ${listed(limits)}` : ''];
      yield {
        change,
        fields: change.fields.map(({ field }) => field).filter((field) => field.includes('resources')),
        summary: `each pod: ${parts.filter((part) => part !== '').join(', ')}${most}`,
        ...(isLess && LESS_MEMORY),
      };
    }
  },
};

const LESS_MEMORY: Pick<Impact, 'severity' | 'reason' | 'recipe'> = {
  severity: 'warning',
  reason: 'a container that goes above its memory limit is killed, in the middle of what it does, and again after each start',
  recipe: ['see that the working set of its pods stayed below the new limit in the last weeks, its busiest day included'],
};
