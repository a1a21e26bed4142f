import { textsAt } from '../../manifests/json';
import { gatewayWith, HTTPS_LISTENER, listenersOf } from '../gateway-routes';
import { manifestRule, type Rule } from '../rule';

const ROUTE = `---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: edge }
spec:
  parentRefs: [{ name: edge }]
  rules: [{ backendRefs: [{ name: storefront, port: 80 }] }]
`;

/** A route takes the hosts that it is for, and no others. */
export const ROUTE_ANY_HOST: Rule = manifestRule(
  {
    id: 'route-any-host',
    severity: 'warning',
    why: 'Whoever points a name at the address is served the shop under it, which is how sessions are stolen and caches poisoned.',
    wanted: 'hostnames that are named in full, at the route or at each of its listeners',
    fix: 'name each host',
    wrong: `${gatewayWith('{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: edge-tls }] } }')}${ROUTE}`,
    right: `${gatewayWith(HTTPS_LISTENER)}${ROUTE}`,
    see: ['https://gateway-api.sigs.k8s.io/api-types/httproute/#hostnames'],
  },
  ['gateway.networking.k8s.io/HTTPRoute'],
  function* open(manifest, { manifests }) {
    const hosts = textsAt(manifest.body, 'spec', 'hostnames');
    const field = ['spec', 'hostnames'];
    const starred = hosts.filter((host) => host.startsWith('*'));
    if (starred.length > 0) yield { field, got: starred.join(', ') };
    if (hosts.length > 0) return;
    const listeners = listenersOf(manifest, manifests);
    // Where the Gateway is not in the set, its listeners may name the hosts.
    const open = listeners.find(({ hostname }) => typeof hostname !== 'string' || hostname.startsWith('*'));
    if (open) yield { field, got: 'a route for every host' };
  },
);
