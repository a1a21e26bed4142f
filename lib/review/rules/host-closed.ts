import { doorsOf, GATEWAY, INGRESS, ROUTES } from '../doors/edge-doors';
import { answered, type Doors, listeners } from '../doors/edge-places';
import { changeRule, type EffectRule, kindOf } from '../effect-rule';
import { fieldsWithin } from '../update';
import { listed } from '../wording';

const ingress = (more: string): string => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: edge, namespace: shop }
spec:
  ingressClassName: haproxy
  rules:
    - host: shop.example
      http:
        paths:
          - { path: /, pathType: Prefix, backend: { service: { name: storefront, port: { number: 80 } } } }
${more}`;

/** A host or path that the edge no longer answers, or that somebody else answers now. */
export const HOST_CLOSED: EffectRule = changeRule(
  {
    id: 'host-closed',
    kind: 'door-closed',
    severity: 'warning',
    reason: 'who still asks for it, by a bookmark, a search engine, an app or a partner, gets an error, or what a broader path answers',
    recipe: ['answer it with a redirect to the new place for as long as anybody asks', 'then remove it'],
    before: ingress('          - { path: /api, pathType: Prefix, backend: { service: { name: api, port: { number: 80 } } } }\n'),
    after: ingress(''),
    see: ['https://kubernetes.io/docs/concepts/services-networking/ingress/', 'https://gateway-api.sigs.k8s.io/api-types/httproute/'],
  },
  [INGRESS, GATEWAY, ...ROUTES],
  function* closed(change, { after }) {
    if (!change.before) return;
    const open = kindOf(change) === GATEWAY ? listeners(after) : answered(after);
    const lost = [...doorsOf(change.before)].filter(([door]) => !open.has(door));
    if (lost.length === 0) return;
    const fields = change.kind === 'changed' ? fieldsWithin(change, 'spec') : [];
    if (kindOf(change) === GATEWAY) yield { fields, summary: `no longer listens for ${listed(lost.map(([door]) => door))}` };
    else
      yield {
        fields,
        summary: lost
          .map(([door, services]) => doorText(door, services, open))
          .slice(0, 4)
          .join('; '),
      };
  },
);

function doorText(door: string, services: readonly string[], open: Doors): string {
  const who = `where ${listed(services)} answered`;
  const broader = broaderAnswer(door, open);
  return broader ? `${door}, ${who}, is answered by ${listed(broader)} now` : `${door}, ${who}, is no longer answered`;
}

/** Who answers at the nearest path above: `shop.example/` of `shop.example/api`. */
function broaderAnswer(door: string, open: Doors): readonly string[] | undefined {
  for (let end = door.lastIndexOf('/'); end > 0; end = door.lastIndexOf('/', end - 1))
    for (const above of [door.slice(0, end), door.slice(0, end + 1)]) {
      const services = above === door ? undefined : open.get(above);
      if (services) return services;
    }
  return undefined;
}
