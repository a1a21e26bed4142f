import { itemsAt, textAt } from '../../manifests/json';
import { gatewayWith, HTTPS_LISTENER } from '../gateway-routes';
import { manifestRule, type Rule } from '../rule';

/** Not every namespace may put a route under the shop's names. */
export const GATEWAY_ROUTES_FROM_ALL: Rule = manifestRule(
  {
    id: 'gateway-routes-from-all',
    severity: 'warning',
    why: 'Every namespace of the cluster can take a path of the shop: a test of another team answers at /checkout.',
    wanted: 'routes of the same namespace, or of selected ones',
    fix: 'set from to Same, or to Selector',
    wrong: gatewayWith('{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }'),
    right: gatewayWith(HTTPS_LISTENER),
    see: ['https://gateway-api.sigs.k8s.io/concepts/security-model/'],
  },
  ['gateway.networking.k8s.io/Gateway'],
  function* open({ body }) {
    const path = ['allowedRoutes', 'namespaces', 'from'];
    for (const [index, listener] of itemsAt(body, 'spec', 'listeners').entries())
      if (textAt(listener, ...path) === 'All') yield { field: ['spec', 'listeners', index, ...path], got: 'All' };
  },
);
