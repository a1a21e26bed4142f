import { identityOf } from '../../manifests/manifest';
import { callersOf, podsBehind } from '../doors/service-callers';
import { trafficExample } from '../doors/traffic-example';
import { changeRule, type EffectRule } from '../effect-rule';
import { listed, oldName } from '../wording';

const before = trafficExample();

/** A Service that is gone, and with it its name and its address. */
export const SERVICE_REMOVED: EffectRule = changeRule(
  {
    id: 'service-removed',
    kind: 'door-closed',
    severity: 'warning',
    reason:
      'with the Service go its name, its address and its ports; a new one gets another address, and who has looked up the old one keeps calling it',
    recipe: [
      'make the new Service beside the old one, with the same selector',
      'move everybody who names it over',
      'then remove the old one',
    ],
    before,
    after: before.slice(before.indexOf('---') + 4),
    see: ['https://kubernetes.io/docs/concepts/services-networking/service/'],
  },
  ['/Service'],
  function* removed({ kind, before: old, after }, target) {
    if (!old || (kind !== 'removed' && kind !== 'renamed')) return;
    const names = [...new Set(callersOf(old, target).map(({ name }) => name))];
    const behind = podsBehind(old, target.before);
    const pods = behind.length === 0 ? '' : `, behind which ${listed(behind.map(({ name }) => name))} answered`;
    const called = after ? oldName(old, after) : old.name;
    const goes = kind === 'renamed' ? `takes the place of Service ${called}${pods}` : `goes${pods}`;
    // Where those who answered go too, and nobody asks any more, there is nobody to be moved over.
    const withPods =
      kind === 'removed' && behind.length > 0 && behind.every(({ manifest }) => !target.after.identified(identityOf(manifest)));
    const who =
      names.length === 0 ? 'nobody of these manifests names it' : `${listed(names)} still ${names.length === 1 ? 'names' : 'name'} it`;
    const summary = `${goes}; ${after ? who.replace(/it$/, called) : who}`;
    if (names.length > 0) yield { summary, severity: 'error' };
    else
      yield withPods
        ? { summary: `${goes} and ${behind.length === 1 ? 'goes' : 'go'} too; ${who}`, severity: 'note', recipe: [] }
        : { summary };
  },
);
