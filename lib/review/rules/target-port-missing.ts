import { servicesOver } from '../../checks/pod-selectors';
import { unansweredPorts } from '../../checks/service-ports';
import { identityOf, type Manifest } from '../../manifests/manifest';
import type { ObjectChange } from '../diff/object-diff';
import { trafficExample } from '../doors/traffic-example';
import type { EffectRule, EffectText, Impact, ReviewTarget } from '../effect-rule';
import { podsIn } from '../set-pods';
import { fieldsWithin } from '../update';
import { listed } from '../wording';

const TEXT: EffectText = {
  id: 'target-port-missing',
  kind: 'door-closed',
  severity: 'error',
  reason:
    'a Service leads to a port of its pods by number or by the name that a container gives it; where no container has it, connections fail, though all pods are ready',
  recipe: [
    'change the port of the container and targetPort of the Service in one step, and expect failures until all pods are replaced',
    'or give the old port a second name first: declare both at the container, roll that out, move the Service over, then drop the old one',
  ],
  before: trafficExample(),
  after: trafficExample({ portName: 'web' }),
  see: ['https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports'],
};

/** A port of a Service that was answered and is not any more, because the Service or its pods have changed. */
export const TARGET_PORT_MISSING: EffectRule = {
  ...TEXT,
  *find(target: ReviewTarget): Generator<Impact> {
    for (const [service, change] of suspects(target)) {
      const before = target.before.identified(identityOf(service));
      if (!before) continue;
      const had = new Set([...unanswered(before, target, target.before)].map(({ index }) => index));
      const lost = [...unanswered(service, target, target.after)].filter(({ index }) => !had.has(index));
      if (lost.length === 0) continue;
      const ports = listed(lost.map(({ target: port }) => (typeof port === 'string' ? `"${port}"` : `${port}`)));
      const subject = change.object === identityOf(service) ? 'leads' : `Service ${service.name} leads`;
      yield {
        change,
        fields: fieldsWithin(change, 'spec.ports', 'spec.selector', 'spec.template.spec.containers.ports', 'spec.containers.ports'),
        summary: `${subject} to port ${ports} of its pods, which no container of theirs has`,
        // A number may be listened on without being declared; a name is looked up.
        ...(lost.every(({ target: port }) => typeof port === 'number') && { severity: 'warning' as const }),
      };
    }
  },
};

function unanswered(service: Manifest, { kubernetes }: ReviewTarget, manifests: ReviewTarget['after']) {
  return unansweredPorts(service, { manifests, kubernetes, settings: {} });
}

/** Services that have changed, or whose pods have, each with the change that is the reason. */
function suspects({ changes, after }: ReviewTarget): Map<Manifest, ObjectChange> {
  const found = new Map<Manifest, ObjectChange>();
  for (const change of changes) if (change.after && change.object.startsWith('/Service/')) found.set(change.after, change);
  for (const change of changes) {
    const pods = change.after && podsIn(after).get(identityOf(change.after));
    for (const service of pods ? servicesOver(pods, after) : []) if (!found.has(service)) found.set(service, change);
  }
  return found;
}
