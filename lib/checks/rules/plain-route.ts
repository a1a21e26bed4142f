import { itemsAt, textAt } from '../../manifests/json';
import { forwards, gatewayWith, HTTPS_LISTENER, listenersOf } from '../gateway-routes';
import { manifestRule, type Rule } from '../rule';

const ROUTE = `---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: edge }
spec:
  hostnames: [shop.example]
  parentRefs: [{ name: edge }]
  rules: [{ backendRefs: [{ name: storefront, port: 80 }] }]
`;

/** What comes over plain HTTP is sent to HTTPS. */
export const PLAIN_ROUTE: Rule = manifestRule(
  {
    id: 'plain-route',
    severity: 'warning',
    why: 'Who types the name without https stays on plain HTTP, with the session that everybody on the same network can take.',
    wanted: 'a redirect at a listener for plain HTTP',
    fix: 'attach the route to the HTTPS listener by sectionName, and a RequestRedirect to the other',
    wrong: `${gatewayWith('{ name: http, port: 80, protocol: HTTP, hostname: shop.example }')}${ROUTE}`,
    right: `${gatewayWith(HTTPS_LISTENER)}${ROUTE}`,
    see: ['https://gateway-api.sigs.k8s.io/guides/http-redirect-rewrite/'],
  },
  ['gateway.networking.k8s.io/HTTPRoute', 'gateway.networking.k8s.io/GRPCRoute'],
  function* plain(manifest, { manifests }) {
    const listener = listenersOf(manifest, manifests).find(({ protocol }) => protocol === 'HTTP');
    if (!listener) return;
    for (const [index, rule] of itemsAt(manifest.body, 'spec', 'rules').entries())
      if (forwards(rule))
        yield { field: ['spec', 'rules', index], got: `requests passed on from listener "${textAt(listener, 'name') ?? ''}"` };
  },
);
