import { itemsAt, textAt } from '../../manifests/json';
import { forwards } from '../gateway-routes';
import { manifestRule, type Rule } from '../rule';

const route = (timeouts: string) => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: edge }
spec:
  hostnames: [shop.example]
  parentRefs: [{ name: edge }]
  rules: [{ backendRefs: [{ name: storefront, port: 80 }]${timeouts} }]
`;

/** A request comes to an end. A note, because implementations have an end of their own. */
export const ROUTE_TIMEOUT: Rule = manifestRule(
  {
    id: 'route-timeout',
    severity: 'note',
    why: 'How long a request may take depends on the implementation, and some wait for ever: one slow database then holds every connection of the edge.',
    wanted: 'timeouts.request above 0s',
    fix: 'set it to what the slowest page may take',
    wrong: route(''),
    right: route(', timeouts: { request: 30s }'),
    see: ['https://gateway-api.sigs.k8s.io/api-types/httproute/#timeouts-optional'],
  },
  ['gateway.networking.k8s.io/HTTPRoute'],
  function* endless({ body }) {
    for (const [index, rule] of itemsAt(body, 'spec', 'rules').entries()) {
      const timeout = textAt(rule, 'timeouts', 'request');
      if (!forwards(rule) || (timeout !== undefined && !/^(0[a-z]+)+$/.test(timeout))) continue;
      yield {
        field: ['spec', 'rules', index, 'timeouts', 'request'],
        got: timeout === undefined ? 'none' : `${timeout}, which means no end`,
      };
    }
  },
);
