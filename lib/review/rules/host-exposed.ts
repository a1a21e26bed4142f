import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { doorsOf, GATEWAY, INGRESS, isWider, OWN_ROUTES, REDIRECT, ROUTES } from '../doors/edge-doors';
import { answered, placesByHost } from '../doors/edge-places';
import { changeRule, type EffectRule, type EffectText } from '../effect-rule';
import { fieldsWithin } from '../update';
import { listed } from '../wording';

const ingress = (more: string) => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: edge, namespace: shop }
spec:
  ingressClassName: haproxy
  tls: [{ hosts: [shop.example], secretName: edge-tls }]
  rules:
    - host: shop.example
      http:
        paths:
          - { path: /, pathType: Prefix, backend: { service: { name: storefront, port: { number: 80 } } } }
${more}`;

const TEXT: EffectText = {
  id: 'host-exposed',
  kind: 'door-opened',
  severity: 'warning',
  reason: 'from the next moment on everybody who reaches the edge may ask for it, with whatever the Services behind it answer',
  recipe: ['see that what answers there is meant for everybody, asks for a login where it has to, and has limits'],
  before: ingress(''),
  after: ingress('          - { path: /admin, pathType: Prefix, backend: { service: { name: admin, port: { number: 80 } } } }\n'),
  see: ['https://kubernetes.io/docs/concepts/services-networking/ingress/', 'https://gateway-api.sigs.k8s.io/api-types/httproute/'],
};

/** A host or path that the edge did not answer before, and who answers there. */
export const HOST_EXPOSED: EffectRule = changeRule(TEXT, [INGRESS, GATEWAY, ...ROUTES], function* exposed(change, target) {
  if (!change.after) return;
  const had = change.before ? doorsOf(change.before) : new Map<string, readonly string[]>();
  const { after } = change;
  const fresh = [...doorsOf(after)].filter(
    ([door, answers]) => isWider(answers, had.get(door)) && !(had.get(door) === undefined && wasOpen(door, answers, after, target.before)),
  );
  if (fresh.length === 0) return;
  const told = fresh.map(([door, answers]) => `${door} > ${listed(answers)}`);
  yield { fields: change.kind === 'changed' ? fieldsWithin(change, 'spec') : [], summary: `answers at ${listed(told)}` };
});

/** Whether another edge had this door before, and the same Services behind it; a listener opens no more than its routes do. */
function wasOpen(door: string, answers: readonly string[], edge: Manifest, before: ManifestSet): boolean {
  const had = answered(before).get(door) ?? [];
  const host = door.slice(0, door.search(/[/:]/));
  if (edge.kind === 'Gateway') return answers.includes(OWN_ROUTES) && placesByHost(before).has(host);
  return answers.every((answer) => had.includes(answer) || (answer === REDIRECT && had.length > 0));
}
