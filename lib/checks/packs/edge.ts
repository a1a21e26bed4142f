import { EXTERNAL_IPS } from '../rules/external-ips';
import { GATEWAY_CERTIFICATE } from '../rules/gateway-certificate';
import { GATEWAY_ROUTES_FROM_ALL } from '../rules/gateway-routes-from-all';
import { INGRESS_ANY_HOST } from '../rules/ingress-any-host';
import { INGRESS_CLASS } from '../rules/ingress-class';
import { INGRESS_LIMITS } from '../rules/ingress-limits';
import { INGRESS_PLAIN_HTTP } from '../rules/ingress-plain-http';
import { INGRESS_RETIRED } from '../rules/ingress-retired';
import { INGRESS_SNIPPET } from '../rules/ingress-snippet';
import { INGRESS_TLS } from '../rules/ingress-tls';
import { LOAD_BALANCER_OPEN } from '../rules/load-balancer-open';
import { NODE_PORT } from '../rules/node-port';
import { PLAIN_ROUTE } from '../rules/plain-route';
import { ROUTE_ANY_HOST } from '../rules/route-any-host';
import { ROUTE_TAKEN } from '../rules/route-taken';
import { ROUTE_TIMEOUT } from '../rules/route-timeout';
import { SSH_PORT } from '../rules/ssh-port';
import type { Pack } from './pack';

/** How the shop meets the world. */
export const EDGE: Pack = {
  name: 'edge',
  about: 'What is open to the world is meant to be, encrypted, and under the names of the shop alone.',
  rules: [
    INGRESS_TLS,
    INGRESS_PLAIN_HTTP,
    INGRESS_ANY_HOST,
    INGRESS_CLASS,
    INGRESS_SNIPPET,
    INGRESS_LIMITS,
    INGRESS_RETIRED,
    ROUTE_TAKEN,
    GATEWAY_CERTIFICATE,
    GATEWAY_ROUTES_FROM_ALL,
    PLAIN_ROUTE,
    ROUTE_ANY_HOST,
    ROUTE_TIMEOUT,
    NODE_PORT,
    LOAD_BALANCER_OPEN,
    EXTERNAL_IPS,
    SSH_PORT,
  ],
};
