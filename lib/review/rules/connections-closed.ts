import { counted } from '../../core/counted';
import { overlap } from '../../manifests/port-range';
import { type Connection, connectionText } from '../doors/connection';
import { doorChanges } from '../doors/door-changes';
import { behind, namedServices } from '../doors/named-services';
import { policyExample } from '../doors/policy-example';
import type { EffectRule, EffectText, Impact, ReviewTarget } from '../effect-rule';
import { podsIn } from '../set-pods';
import { listed } from '../wording';

const BOTH =
  '[{ from: [{ podSelector: { matchLabels: { app: storefront } } }, { podSelector: { matchLabels: { app: fulfilment } } }], ports: [{ port: 8080 }] }]';

const TEXT: EffectText = {
  id: 'connections-closed',
  kind: 'door-closed',
  severity: 'warning',
  reason: 'a NetworkPolicy at one of the ends no longer lets them through: new connections run into a timeout, and open ones may be cut',
  recipe: ['take the client’s use of the target out first, and roll that out', 'close the connection in a later change'],
  before: policyExample(BOTH),
  after: policyExample('[{ from: [{ podSelector: { matchLabels: { app: storefront } } }], ports: [{ port: 8080 }] }]'),
  see: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
};

/** Who may no longer connect to whom; all that one object closes is one effect. */
export const CONNECTIONS_CLOSED: EffectRule = {
  ...TEXT,
  *find(target: ReviewTarget): Generator<Impact> {
    for (const [change, connections] of doorChanges(target).closed) {
      const needed = connections.filter((connection) => isNeeded(connection, target));
      const fields = change.kind === 'changed' ? change.fields.map(({ field }) => field) : [];
      const all = `closes ${counted(connections.length, 'connection')}: ${listed(connections.map(connectionText))}`;
      if (needed.length === 0) yield { change, fields, summary: all };
      else
        yield {
          change,
          fields,
          severity: 'error',
          summary: `${all}; ${listed(needed.map(({ client, target: to }) => `${client.name} still names ${to.name}`))}`,
        };
    }
  },
};

/** Whether the client goes on naming a Service that leads to the target. */
function isNeeded({ client, target: { object }, ports }: Connection, { after }: ReviewTarget): boolean {
  const pods = podsIn(after).get(client.object ?? '');
  if (!pods || object === undefined) return false;
  return namedServices(pods, after).some((named) =>
    [...behind(named, after)].some((end) => podsIn(after).get(object) === end.pods && overlap(end.ports, ports).length > 0),
  );
}
