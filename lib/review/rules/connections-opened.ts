import { engineOf } from '../../checks/data-images';
import { counted } from '../../core/counted';
import { type Connection, connectionText } from '../doors/connection';
import { doorChanges } from '../doors/door-changes';
import { policyExample } from '../doors/policy-example';
import { METADATA_ADDRESS } from '../doors/policy-peers';
import type { EffectRule, EffectText, Impact, ReviewTarget } from '../effect-rule';
import { podsIn } from '../set-pods';
import { listed } from '../wording';

const TEXT: EffectText = {
  id: 'connections-opened',
  kind: 'door-opened',
  severity: 'warning',
  reason: 'the NetworkPolicies of both ends let through what they kept out before, as soon as the change is applied and without a restart',
  recipe: ['see that somebody needs each of these connections, and name its client and port in the policy, not everybody'],
  before: policyExample('[{ from: [{ podSelector: { matchLabels: { app: storefront } } }], ports: [{ port: 8080 }] }]'),
  after: policyExample(
    '[{ from: [{ podSelector: { matchLabels: { app: storefront } } }, { podSelector: { matchLabels: { app: fulfilment } } }], ports: [{ port: 8080 }] }]',
  ),
  see: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
};

/** Port of name servers. */
const DNS = 53;

/** Who may connect to whom and could not before; all that one object opens is one effect. */
export const CONNECTIONS_OPENED: EffectRule = {
  ...TEXT,
  *find(target: ReviewTarget): Generator<Impact> {
    for (const [change, connections] of doorChanges(target).opened) {
      const isNew = change.kind === 'added' && change.after?.kind !== 'NetworkPolicy';
      // Every workload asks for names; that hides what sets this one apart.
      const own = isNew ? connections.filter(({ ports }) => !ports.every(({ first, last }) => first === DNS && last === DNS)) : connections;
      const names = own.length < connections.length ? [`name resolution`] : [];
      const told = listed([...own.map(connectionText), ...names]);
      const severity = connections.some((c) => isOpenDatabase(c, target)) ? 'error' : undefined;
      const place = connections.some(({ target: { name } }) => name.includes(METADATA_ADDRESS))
        ? ', and there the machine’s own credentials are to be had'
        : '';
      const fields = change.fields.map(({ field }) => field).filter(([step]) => step === 'spec' || step === 'metadata');
      yield {
        change,
        fields: change.kind === 'changed' ? fields : [],
        severity: severity ?? (isNew ? 'note' : 'warning'),
        summary: `${isNew ? 'comes with' : 'opens'} ${own.length === 0 ? 'no connection but' : `${counted(own.length, 'connection')}:`} ${told}${place}`,
        ...(isNew && { reason: 'a workload that is new has connections that were not there', recipe: [] }),
      };
    }
  },
};

/** A database that everybody may dial: whoever is in the cluster, or beyond it. */
function isOpenDatabase({ client, target }: Connection, { after }: ReviewTarget): boolean {
  const isEverybody = client.kind === 'addresses' && /^any/.test(client.name);
  return (
    isEverybody &&
    podsIn(after)
      .get(`${target.object}`)
      ?.containers.some((container) => engineOf(container)) === true
  );
}
