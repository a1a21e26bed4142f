import { GENERATED_MARK } from '../file-tree';
import type { LocalHost, LocalRoute } from './edge-routes';

/** Port on which the proxy listens inside of its container. */
export const PROXY_PORT = 8080;

/**
 * The edge as a configuration of nginx: hosts and paths of the shop, in plain HTTP. The first host answers to any name,
 * `localhost` among them. Backends are looked up at each request, for a container that is made anew has a new address.
 */
export function proxyConfig(hosts: readonly LocalHost[]): string {
  const http2 = hosts.some(({ routes }) => routes.some(({ grpc }) => grpc)) ? 'http2 on;' : '';
  const servers = hosts.map((host, index) => server(host, index === 0, http2));
  return `${[GENERATED_MARK, ...HEAD, ...servers].join('\n')}\n`;
}

const HEAD = [
  // Docker's own name server, the same in every container.
  'resolver 127.0.0.11 valid=5s ipv6=off;',
  'map $http_upgrade $connection_upgrade {',
  '  default upgrade;',
  "  '' '';",
  '}',
];

function server({ names, routes }: LocalHost, first: boolean, http2: string): string {
  const known = names.filter((name) => name !== '');
  const lines = [
    `listen ${PROXY_PORT}${first ? ' default_server' : ''};`,
    ...(http2 === '' ? [] : [http2]),
    ...(known.length > 0 ? [`server_name ${known.join(' ')};`] : []),
    // How large a body may be is for the services to say.
    'client_max_body_size 0;',
    ...routes.flatMap(locations),
    ...(routes.some(({ path, exact }) => path === '/' && !exact) ? [] : ['location / { return 404; }']),
  ];
  return ['server {', ...lines.map((line) => `  ${line}`), '}'].join('\n');
}

/** `/api` stands for itself and for what is below `/api/`, and not for `/apis`. */
function locations(route: LocalRoute): string[] {
  const path = route.path.replace(/\/+$/, '');
  if (route.exact) return [location(`= ${quoted(route.path)}`, route)];
  return [...(path === '' ? [] : [location(`= ${quoted(path)}`, route)]), location(quoted(`${path}/`), route)];
}

function location(matched: string, { backend, grpc }: LocalRoute): string {
  const body = [`set $backend ${backend};`, ...(grpc ? GRPC : HTTP)];
  return [`location ${matched} {`, ...body.map((line) => `    ${line}`), '  }'].join('\n');
}

const HTTP = [
  'proxy_pass http://$backend;',
  'proxy_http_version 1.1;',
  'proxy_set_header Host $http_host;',
  'proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;',
  'proxy_set_header X-Forwarded-Proto $scheme;',
  'proxy_set_header Upgrade $http_upgrade;',
  'proxy_set_header Connection $connection_upgrade;',
];

const GRPC = ['grpc_pass grpc://$backend;'];

/** A path may have what nginx takes for the end of a word. */
function quoted(path: string): string {
  return /^[\w/.~-]+$/.test(path) ? path : `"${path.replace(/["\\]/g, '\\$&')}"`;
}
