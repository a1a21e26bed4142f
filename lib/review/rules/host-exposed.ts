import { doorsOf, ROUTES } from '../doors/edge-doors';
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
export const HOST_EXPOSED: EffectRule = changeRule(
  TEXT,
  ['networking.k8s.io/Ingress', 'gateway.networking.k8s.io/Gateway', ...ROUTES],
  function* exposed(change) {
    if (!change.after) return;
    const had = change.before ? doorsOf(change.before) : new Map<string, readonly string[]>();
    const fresh = [...doorsOf(change.after)].filter(([door, answers]) => {
      const old = had.get(door);
      return !old || (isWider(answers) && !isWider(old));
    });
    if (fresh.length === 0) return;
    const told = fresh.map(([door, answers]) => `${door} > ${listed(answers)}`);
    yield { fields: change.kind === 'changed' ? fieldsWithin(change, 'spec') : [], summary: `answers at ${listed(told)}` };
  },
);

/** A listener takes routes of everybody. */
function isWider(answers: readonly string[]): boolean {
  return answers.some((answer) => answer === 'routes of every namespace');
}
