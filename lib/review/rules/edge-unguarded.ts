import { textRecordAt } from '../../manifests/json';
import { encryptedHosts, hostsOf } from '../doors/edge-doors';
import { ingressClassOf } from '../doors/edge-places';
import { changeRule, type EffectRule, type EffectText } from '../effect-rule';
import { fieldsWithin, type Update, updateOf } from '../update';
import { listed } from '../wording';

const ingress = (tls: string) => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: edge, namespace: shop }
spec:
  ingressClassName: haproxy
${tls}  rules:
    - host: shop.example
      http:
        paths: [{ path: /, pathType: Prefix, backend: { service: { name: storefront, port: { number: 80 } } } }]
`;

const TEXT: EffectText = {
  id: 'edge-unguarded',
  kind: 'door-opened',
  severity: 'error',
  reason:
    'without a certificate of its own the edge answers in plain text or with one that no browser takes: logins and orders can be read on the way, or nobody comes in any more',
  recipe: ['keep tls with the host and the Secret of its certificate, and let plain requests be redirected'],
  before: ingress('  tls: [{ hosts: [shop.example], secretName: edge-tls }]\n'),
  after: ingress(''),
  see: ['https://kubernetes.io/docs/concepts/services-networking/ingress/#tls', 'https://gateway-api.sigs.k8s.io/guides/tls/'],
};

/** What stands before an edge goes: its certificate, its list of addresses, its login, its redirect. */
export const EDGE_UNGUARDED: EffectRule = changeRule(
  TEXT,
  ['networking.k8s.io/Ingress', 'gateway.networking.k8s.io/Gateway'],
  function* unguarded(change) {
    const update = updateOf(change);
    if (!update) return;
    const fresh = encryptedHosts(update.after);
    const stays = new Set(hostsOf(update.after));
    const plain = [...encryptedHosts(update.before)].filter((host) => stays.has(host) && !fresh.has(host));
    if (plain.length > 0)
      yield { fields: fieldsWithin(update, 'spec.tls', 'spec.listeners'), summary: `has no certificate for ${listed(plain)} any more` };
    const guards = lostGuards(update);
    if (guards.length > 0)
      yield {
        fields: guards.map((annotation) => ['metadata', 'annotations', annotation]),
        severity: 'warning',
        summary: `loses ${listed(guards.map((annotation) => guardText(annotation, update)))}`,
        reason: 'what an annotation kept from the Services behind the edge comes through to them',
        recipe: ['keep the annotation, or say in the change what guards the Services instead'],
      };
  },
);

/** Annotations of edges that let some requests through only. */
const GUARD =
  /(allow-?list|white-?list(-source-range)?|deny-?list|source-range|allow-list|inbound-cidrs|auth-(url|type|secret|realm|signin|tls-secret)|(force-)?ssl-redirect|limit-(rps|rpm|connections)|rate-limit-requests|enable-modsecurity|waf(v2)?-acl-(arn|id))$/;

/** Those that are gone, or switched off. */
function lostGuards({ before, after }: Update): string[] {
  const fresh = textRecordAt(after.body, 'metadata', 'annotations');
  // Another controller has annotations of its own, by the same names under another prefix.
  const isOther = ingressClassOf(before) !== ingressClassOf(after);
  const taken = new Set(isOther ? Object.entries(fresh).map(([key, value]) => `${nameOf(key)} ${value}`) : []);
  return Object.entries(textRecordAt(before.body, 'metadata', 'annotations')).flatMap(([key, value]) => {
    const now = fresh[key];
    const isOff = now === undefined || (value === 'true' && now === 'false') || (now !== value && /(^|[,\s])(0\.0\.0\.0|::)\/0/.test(now));
    return GUARD.test(key) && value !== 'false' && isOff && !taken.has(`${nameOf(key)} ${value}`) ? [key] : [];
  });
}

function nameOf(annotation: string): string {
  return annotation.slice(annotation.indexOf('/') + 1);
}

function guardText(annotation: string, { before, after }: Update): string {
  const [old, fresh] = [before, after].map(({ body }) => textRecordAt(body, 'metadata', 'annotations')[annotation]);
  return fresh === undefined ? `${annotation}: ${old}` : `${annotation}: ${old}, which becomes ${fresh}`;
}
