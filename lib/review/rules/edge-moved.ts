import { groupedBy } from '../../core/groups';
import { textAt } from '../../manifests/json';
import type { ObjectChange } from '../diff/object-diff';
import { GATEWAY, hostsOf, INGRESS, ROUTES } from '../doors/edge-doors';
import { placesByHost, placesOf } from '../doors/edge-places';
import { type EffectRule, type EffectText, type Impact, kindOf, type ReviewTarget } from '../effect-rule';
import { fieldsWithin, updateOf } from '../update';
import { listed } from '../wording';

const ingress = (className: string): string => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: edge, namespace: shop }
spec:
  ingressClassName: ${className}
  tls: [{ hosts: [shop.example], secretName: edge-tls }]
  rules:
    - host: shop.example
      http:
        paths:
          - { path: /, pathType: Prefix, backend: { service: { name: storefront, port: { number: 80 } } } }
`;

const TEXT: EffectText = {
  id: 'edge-moved',
  kind: 'door-closed',
  severity: 'warning',
  reason:
    'another controller or Gateway answers at an address of its own, and the old one no longer: until the name leads to the new one, nobody who asks for it is answered',
  recipe: [
    'apply the new edge beside the old one, under another name, and ask it by its address: curl --resolve HOST:443:ADDRESS https://HOST/',
    'lead the name to the new address in the DNS, and wait until the old one is no longer asked, at least for the time to live of the old record',
    'then remove the old edge',
  ],
  before: ingress('haproxy'),
  after: ingress('traefik'),
  see: [
    'https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class',
    'https://gateway-api.sigs.k8s.io/guides/migrating-from-ingress/',
  ],
};

const ANSWERING: ReadonlySet<string> = new Set([INGRESS, ...ROUTES]);

/** A host is answered by another controller or Gateway, which has another address; each host that leaves one is told once. */
export const EDGE_MOVED: EffectRule = {
  ...TEXT,
  *find(target: ReviewTarget): Generator<Impact> {
    const told = new Set<string>();
    for (const change of target.changes) {
      if (kindOf(change) === GATEWAY) yield* ofAnotherClass(change);
      if (!ANSWERING.has(kindOf(change))) continue;
      const moves = movesOf(change, target).filter(({ host, text }) => !told.has(`${host} ${text}`));
      for (const { host, text } of moves) told.add(`${host} ${text}`);
      for (const [text, own] of groupedBy(moves, (move) => move.text))
        yield { change, fields: fieldsOf(change), summary: summaryOf([...new Set(own.map(({ host }) => host))], text) };
    }
  },
};

interface Move {
  readonly host: string;
  readonly text: string;
}

/** The hosts of an object that go on being answered, though no longer where it had them answered. */
function movesOf({ before }: ObjectChange, { after }: ReviewTarget): Move[] {
  if (!before) return [];
  return hostsOf(before).flatMap((host) => {
    const now = placesByHost(after).get(host) ?? [];
    const gone = placesOf(before).filter((place) => !now.includes(place));
    return now.length === 0 ? [] : gone.map((place) => ({ host, text: `by ${listed(now)} instead of ${place}` }));
  });
}

/** A Gateway takes all of its routes with it. */
function* ofAnotherClass(change: ObjectChange): Generator<Impact> {
  const update = updateOf(change);
  const [old, fresh] = [update?.before, update?.after].map((gateway) => textAt(gateway?.body, 'spec', 'gatewayClassName'));
  if (update && old !== fresh)
    yield {
      change,
      fields: fieldsWithin(update, 'spec.gatewayClassName'),
      summary: summaryOf(hostsOf(update.after), `by Gateway class ${fresh} instead of ${old}`),
    };
}

function fieldsOf(change: ObjectChange): Impact['fields'] {
  if (change.kind !== 'changed') return [];
  const annotation = fieldsWithin(change, 'metadata.annotations').filter((field) => field.at(-1) === 'kubernetes.io/ingress.class');
  return [...annotation, ...fieldsWithin(change, 'spec.ingressClassName', 'spec.parentRefs')];
}

function summaryOf(hosts: readonly string[], text: string): string {
  return `${listed(hosts)} ${hosts.length === 1 ? 'is' : 'are'} answered ${text}`;
}
