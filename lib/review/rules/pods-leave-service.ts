import { servicesOver } from '../../checks/pod-selectors';
import { at } from '../../manifests/json';
import { identityOf, type Manifest } from '../../manifests/manifest';
import type { ObjectChange } from '../diff/object-diff';
import { podsBehind } from '../doors/service-callers';
import { trafficExample } from '../doors/traffic-example';
import { changeRule, type EffectRule, type ReviewTarget } from '../effect-rule';
import { LASTING_WORKLOADS } from '../rollouts/workload-pods';
import { podsIn } from '../set-pods';
import { fieldsWithin } from '../update';
import { listed } from '../wording';

/** Pods that a Service no longer sends to, because they have other labels or are gone. */
export const PODS_LEAVE_SERVICE: EffectRule = changeRule(
  {
    id: 'pods-leave-service',
    kind: 'door-closed',
    severity: 'warning',
    reason: 'a Service knows its pods by their labels alone; those that lose one of them are no longer sent to, and nothing else shows it',
    recipe: ['give the pods the labels that the Service selects', 'or change its selector in the same step, when the new pods are ready'],
    before: trafficExample({ selector: '{ app: orders, tier: api }', labels: '{ app: orders, tier: api }' }),
    after: trafficExample({ selector: '{ app: orders, tier: api }' }),
    see: ['https://kubernetes.io/docs/concepts/services-networking/service/#services-in-kubernetes'],
  },
  LASTING_WORKLOADS,
  function* left(change, target) {
    const services = servicesLeft(change, target);
    const empty = services.filter((service) => podsBehind(service, target.after).length === 0);
    const names = (some: readonly Manifest[]): string => `Service ${listed(some.map(({ name }) => name))}`;
    const fields = change.kind === 'changed' ? fieldsWithin(change, 'spec.template.metadata.labels', 'metadata.labels') : [];
    if (empty.length > 0) yield { fields, severity: 'error', summary: `leaves ${names(empty)} without any pod of these manifests` };
    else if (services.length > 0) yield { fields, summary: `is no longer behind ${names(services)}` };
  },
);

/** Services that stay, with the selector that they had, and do not select the pods any more. */
function servicesLeft({ before, after }: ObjectChange, target: ReviewTarget): Manifest[] {
  const [old, fresh] = [before && podsIn(target.before).get(identityOf(before)), after && podsIn(target.after).get(identityOf(after))];
  if (!old) return [];
  const still = new Set((fresh ? servicesOver(fresh, target.after) : []).map(identityOf));
  return servicesOver(old, target.before).flatMap((service) => {
    const stays = target.after.identified(identityOf(service));
    const isReselected = JSON.stringify(at(stays?.body, 'spec', 'selector')) !== JSON.stringify(at(service.body, 'spec', 'selector'));
    return stays && !isReselected && !still.has(identityOf(service)) ? [stays] : [];
  });
}
