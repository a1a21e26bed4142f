import { danglingRule } from '../dangling';
import { gatewayWith, HTTPS_LISTENER } from '../gateway-routes';
import { routeParents } from '../route-parents';
import type { Rule } from '../rule';

const routeTo = (gateway: string): string => `---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: storefront }
spec: { parentRefs: [{ name: ${gateway} }] }
`;

/**
 * The Gateway that a route is attached to is there. Many Gateways are the cluster's and not the shop's, so it is asked
 * only where the manifests bring some, which makes a misspelt name likely.
 */
export const DANGLING_PARENT: Rule = danglingRule(
  {
    id: 'dangling-parent',
    severity: 'warning',
    why: 'A route without its Gateway is attached to nothing: no request ever comes to it.',
    wanted: 'a Gateway of the manifests, or a mention of it in the setting `elsewhere`',
    fix: 'correct the name or the namespace in parentRefs, or name the Gateway in `elsewhere`',
    wrong: gatewayWith(HTTPS_LISTENER) + routeTo('egde'),
    right: gatewayWith(HTTPS_LISTENER) + routeTo('edge'),
    see: ['https://gateway-api.sigs.k8s.io/api-types/httproute/#attaching-to-gateways'],
  },
  function* parents({ manifests }) {
    if (manifests.of('Gateway', 'gateway.networking.k8s.io').length === 0) return;
    for (const { manifest, parent, field } of routeParents(manifests))
      if (parent.kind === 'Gateway') yield { manifest, field: [...field, 'name'], object: parent };
  },
);
