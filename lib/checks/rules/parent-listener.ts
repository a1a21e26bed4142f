import { numberAt, objectsAt, textAt } from '../../manifests/json';
import { gatewayWith, HTTPS_LISTENER } from '../gateway-routes';
import { routeParents } from '../route-parents';
import type { Breach, Rule } from '../rule';
import { indexOf } from '../set-index';

const routeTo = (section: string): string => `---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: storefront }
spec: { parentRefs: [{ name: edge, sectionName: ${section} }] }
`;

/** The listener that a route is attached to is one of the Gateway's. */
export const PARENT_LISTENER: Rule = {
  id: 'parent-listener',
  severity: 'error',
  why: 'The Gateway does not accept a route for a listener that it does not have: no request ever comes to it.',
  wanted: 'a listener of the Gateway',
  fix: 'name a listener that the Gateway has, and its own port',
  wrong: gatewayWith(HTTPS_LISTENER) + routeTo('secure'),
  right: gatewayWith(HTTPS_LISTENER) + routeTo('https'),
  see: ['https://gateway-api.sigs.k8s.io/reference/spec/#parentreference'],
  *find({ manifests }): Generator<Breach> {
    for (const { manifest, parent, section, port, field } of routeParents(manifests)) {
      const gateway = parent.kind === 'Gateway' ? indexOf(manifests).find(parent) : undefined;
      if (!gateway || (section === undefined && port === undefined)) continue;
      const listeners = objectsAt(gateway.body, 'spec', 'listeners');
      const isMeant = (name: unknown, at: unknown) => (section ?? name) === name && (port ?? at) === at;
      if (listeners.some((listener) => isMeant(listener.name, listener.port))) continue;
      const had = listeners.map((listener) => `${textAt(listener, 'name')} (${numberAt(listener, 'port')})`).join(', ') || 'none';
      const asked = [...(section === undefined ? [] : [JSON.stringify(section)]), ...(port === undefined ? [] : [`port ${port}`])];
      const place = section === undefined ? 'port' : 'sectionName';
      yield { manifest, field: [...field, place], got: `${asked.join(' and ')}, where Gateway "${parent.name}" has ${had}` };
    }
  },
};
