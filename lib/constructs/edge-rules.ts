import { isHostName, isRouteHost } from '../core/names';
import { repeated } from '../core/repeated';
import type { Rule } from '../core/shop-error';
import type { ShopContext } from './shop-context';
import type { ShopEdgeProps } from './shop-edge';

/** An edge as its rules see it. */
export interface EdgeInput extends ShopEdgeProps {
  readonly shop: ShopContext;
}

/** Most host names of one HTTPRoute, and the half of its parents: each host has a listener for either scheme. */
const MAX_HOSTS = 16;

/** Longest timeout: the duration of the Gateway API has at most five digits. */
const DAY_SECONDS = 24 * 3600;

/** Segments of unreserved characters and whole escapes; an escaped slash would be read differently by each proxy. */
const PATH = /^(\/|(\/(?!\.{1,2}(\/|$))([A-Za-z0-9._~!$&'()*+,;=:@-]|%(?!2[fF])[0-9a-fA-F]{2})+)+\/?)$/;

const hostsOf = ({ host, extraHosts }: ShopEdgeProps): string[] => [host, ...(extraHosts ?? [])];

/** What is refused of an edge. */
export const EDGE_RULES: ReadonlyArray<Rule<EdgeInput>> = [
  {
    code: 'SHOP-E001',
    broken: (props) =>
      hostsOf(props)
        .filter((h) => !isRouteHost(h))
        .map((h) => `the host "${h}"`),
    wanted: 'a host name of lower-case letters, digits, hyphens and dots, with a domain; "*." may lead',
    fix: 'correct the host, without scheme, port or path',
  },
  {
    code: 'SHOP-E002',
    broken: ({ routes }) => (routes.length === 0 ? ['no routes'] : []),
    wanted: 'at least one route',
    fix: "add { path: '/', to: storefront }",
  },
  {
    code: 'SHOP-E003',
    broken: ({ routes }) => routes.filter((r) => !PATH.test(r.path) || r.path.length > 1024).map((r) => `the path "${r.path}"`),
    wanted: 'a path that begins with a slash, without query, fragment, empty or dotted segments, or an escaped slash',
    fix: 'correct the path',
  },
  {
    code: 'SHOP-E004',
    broken: ({ routes }) => repeated(routes.map((r) => r.path.replace(/(?<=.)\/$/, ''))).map((p) => `the path "${p}" twice`),
    wanted: 'paths that are unique',
    fix: 'remove one of the two routes',
  },
  {
    code: 'SHOP-E005',
    broken: ({ requestTimeout }) => {
      const seconds = requestTimeout ? requestTimeout.toMilliseconds() / 1000 : 1;
      return seconds < 1 || seconds > DAY_SECONDS ? [`a requestTimeout of ${seconds} seconds`] : [];
    },
    wanted: 'a second to a day',
    fix: 'correct the duration',
  },
  {
    code: 'SHOP-E006',
    broken: (props) => repeated(hostsOf(props)).map((h) => `the host "${h}" twice`),
    wanted: 'hosts that are unique',
    fix: 'remove one of the two',
  },
  {
    code: 'SHOP-E007',
    broken: (props) =>
      props.shop.cluster.edge._api === 'gateway' && hostsOf(props).length > MAX_HOSTS ? [`${hostsOf(props).length} hosts`] : [],
    wanted: `at most ${MAX_HOSTS} hosts, which is what an HTTPRoute holds`,
    fix: 'use a wildcard host, or a second edge',
  },
  {
    code: 'SHOP-E008',
    broken: ({ routes, shop }) =>
      routes
        .map((r) => r.to._component)
        .filter((to) => to.namespace !== shop.namespace)
        .map((to) => `a route to "${to.name}" of the namespace "${to.namespace}"`),
    wanted: 'web tiers of the shop that the edge is in: an Ingress reaches no other namespace',
    fix: 'declare the edge in the shop of the web tier',
  },
  {
    code: 'SHOP-E009',
    broken: ({ tlsSecretName }) => (tlsSecretName === undefined || isHostName(tlsSecretName) ? [] : [`the Secret "${tlsSecretName}"`]),
    wanted: 'the name of a Secret: lower-case letters, digits, hyphens and dots',
    fix: 'correct the name',
  },
];
