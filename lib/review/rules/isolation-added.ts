import { counted } from '../../core/counted';
import { groupedBy } from '../../core/groups';
import { identityOf } from '../../manifests/manifest';
import { type Connection, connectionText } from '../doors/connection';
import { connectionsOf } from '../doors/connections';
import { doorChanges } from '../doors/door-changes';
import { policyExample } from '../doors/policy-example';
import type { EffectRule, EffectText, Impact, ReviewTarget } from '../effect-rule';
import { listed } from '../wording';

const TEXT: EffectText = {
  id: 'isolation-added',
  kind: 'door-closed',
  severity: 'warning',
  reason:
    'with the first NetworkPolicy over pods everything is closed that no policy allows: clients that these manifests do not show are cut off, those of other namespaces, of the edge and of the monitoring among them',
  recipe: [
    'ask the network plugin who connects today (flow logs), and allow each of them',
    'apply it in a quiet hour, and look at the errors of the clients',
  ],
  before: policyExample(undefined),
  after: policyExample(
    '[{ from: [{ podSelector: { matchLabels: { app: storefront } } }, { podSelector: { matchLabels: { app: fulfilment } } }], ports: [{ port: 8080 }] }]',
  ),
  see: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation'],
};

/** The first policy over pods that were open. */
export const ISOLATION_ADDED: EffectRule = {
  ...TEXT,
  *find(target: ReviewTarget): Generator<Impact> {
    const { added } = doorChanges(target);
    if (added.size === 0) return;
    const connections = connectionsOf(target.after);
    const [byTarget, byClient] = [
      groupedBy(connections, ({ target: to }) => to.object),
      groupedBy(connections, ({ client }) => client.object),
    ];
    for (const [change, isolated] of added) {
      const of = (direction: 'ingress' | 'egress') =>
        isolated.filter((one) => one.direction === direction).map(({ after }) => identityOf(after.manifest));
      const texts = [told(TO, of('ingress'), byTarget), told(FROM, of('egress'), byClient)].filter((text) => text !== '');
      yield { change, fields: change.kind === 'changed' ? change.fields.map(({ field }) => field) : [], summary: texts.join('; ') };
    }
  },
};

/** What is said of names, where nothing and where something is left. */
interface Wording {
  readonly none: (names: string) => string;
  readonly some: (names: string) => string;
}

const TO: Wording = { none: (names) => `nobody may connect to ${names}`, some: (names) => `only these may connect to ${names}` };
const FROM: Wording = { none: (names) => `no connection is open from ${names}`, some: (names) => `only these are open from ${names}` };

function told({ none, some }: Wording, objects: readonly string[], by: ReadonlyMap<string | undefined, readonly Connection[]>): string {
  if (objects.length === 0) return '';
  const left = objects.flatMap((object) => by.get(object) ?? []).filter((connection) => connection.by === 'policy');
  const names = objects.length > 4 ? counted(objects.length, 'workload') : listed(objects.map((object) => `${object.split('/').at(-1)}`));
  return left.length === 0 ? none(names) : `${some(names)}: ${listed(left.map(connectionText))}`;
}
