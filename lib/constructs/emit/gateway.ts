import type { Construct } from 'constructs';
import { hstsHeader } from '../../policy/ingress-annotations';
import { metadataOf, type Owner } from './metadata';
import { emitObject } from './object';

/** Requests under a path go to a Service. */
export interface RoutePlan {
  readonly path: string;
  readonly service: string;
  readonly port: number;
  readonly portName: string;
}

/** An edge, decided. */
export interface EdgePlan {
  /** Empty for the cluster's default IngressClass; a GatewayClass is always named. */
  readonly className: string;
  readonly hosts: readonly string[];
  readonly tlsSecretName: string;
  readonly clusterIssuer?: string;
  readonly redirectHttp: boolean;
  readonly hstsSeconds: number;
  readonly timeoutSeconds: number;
  readonly annotations: Readonly<Record<string, string>>;
  readonly routes: readonly RoutePlan[];
}

/** Annotation by which cert-manager fills the Secret of a Gateway or an Ingress. */
export function issuerAnnotation(plan: EdgePlan): Record<string, string> {
  return plan.clusterIssuer ? { 'cert-manager.io/cluster-issuer': plan.clusterIssuer } : {};
}

// Large, and needed by a shop with a Gateway alone.
const gateways = () => require('../../../imports/gateways') as typeof import('../../../imports/gateways');
const httpRoutes = () => require('../../../imports/httproutes') as typeof import('../../../imports/httproutes');

/** Rules of one HTTPRoute at most. @see https://gateway-api.sigs.k8s.io/reference/spec/#httproutespec */
const MAX_RULES = 16;

/**
 * A Gateway with a listener for HTTPS and one for HTTP on each host, and their routes. Of the standard channel alone:
 * retries and session persistence are still experimental, and a cluster without them prunes or refuses them.
 */
export function emitGateway(scope: Construct, owner: Owner, plan: EdgePlan): void {
  emitGatewayObject(scope, owner, plan);
  emitRoutes(scope, owner, plan, 'https');
  if (plan.redirectHttp) emitRedirect(scope, owner, plan);
  else emitRoutes(scope, owner, plan, 'http');
}

/** Names of the listeners: one host keeps the plain names. */
function listenerName(scheme: string, index: number): string {
  return index === 0 ? scheme : `${scheme}-${index}`;
}

function emitGatewayObject(scope: Construct, owner: Owner, plan: EdgePlan): void {
  const { Gateway, GatewaySpecListenersTlsMode } = gateways();
  const https = plan.hosts.map((hostname, i) => ({
    name: listenerName('https', i),
    protocol: 'HTTPS',
    port: 443,
    hostname,
    tls: { mode: GatewaySpecListenersTlsMode.TERMINATE, certificateRefs: [{ name: plan.tlsSecretName }] },
  }));
  const http = plan.hosts.map((hostname, i) => ({ name: listenerName('http', i), protocol: 'HTTP', port: 80, hostname }));
  const manifest = Gateway.manifest({
    metadata: metadataOf(owner, undefined, { ...issuerAnnotation(plan), ...plan.annotations }),
    spec: { gatewayClassName: plan.className, listeners: [...https, ...http] },
  });
  emitObject(scope, 'Default', manifest);
}

/** The routes of one scheme, in as many objects as their number takes. */
function emitRoutes(scope: Construct, owner: Owner, plan: EdgePlan, scheme: 'https' | 'http'): void {
  const { name } = owner.component;
  const { id, base } = scheme === 'https' ? { id: 'Route', base: name } : { id: 'PlainRoute', base: `${name}-http` };
  for (let i = 0; i * MAX_RULES < plan.routes.length; i++) {
    const suffix = i === 0 ? '' : `-${i + 1}`;
    const part = { ...plan, routes: plan.routes.slice(i * MAX_RULES, (i + 1) * MAX_RULES) };
    emitRoute(scope, `${id}${suffix}`, owner, part, { name: `${base}${suffix}`, scheme });
  }
}

/** An HTTPRoute: its name, and the listeners it is attached to. */
interface RouteShape {
  readonly name: string;
  readonly scheme: 'https' | 'http';
}

/** HSTS goes with HTTPS alone: browsers ignore it elsewhere (RFC 6797, section 7.2). */
function emitRoute(scope: Construct, id: string, owner: Owner, plan: EdgePlan, route: RouteShape): void {
  const { HttpRoute, HttpRouteSpecRulesMatchesPathType, HttpRouteSpecRulesFiltersType } = httpRoutes();
  const hsts = {
    type: HttpRouteSpecRulesFiltersType.RESPONSE_HEADER_MODIFIER,
    responseHeaderModifier: { set: [{ name: 'Strict-Transport-Security', value: hstsHeader(plan.hstsSeconds) }] },
  };
  const manifest = HttpRoute.manifest({
    metadata: metadataOf(owner, route.name),
    spec: {
      parentRefs: parentRefs(owner, plan, route.scheme),
      hostnames: [...plan.hosts],
      rules: plan.routes.map((r) => ({
        matches: [{ path: { type: HttpRouteSpecRulesMatchesPathType.PATH_PREFIX, value: r.path } }],
        ...(route.scheme === 'https' && plan.hstsSeconds > 0 && { filters: [hsts] }),
        timeouts: { request: `${plan.timeoutSeconds}s` },
        backendRefs: [{ name: r.service, port: r.port }],
      })),
    },
  });
  emitObject(scope, id, manifest);
}

/** The listeners of one scheme. */
function parentRefs({ component }: Owner, { hosts }: EdgePlan, scheme: 'https' | 'http') {
  return hosts.map((_, i) => ({ name: component.name, sectionName: listenerName(scheme, i) }));
}

function emitRedirect(scope: Construct, owner: Owner, plan: EdgePlan): void {
  const {
    HttpRoute,
    HttpRouteSpecRulesFiltersType,
    HttpRouteSpecRulesFiltersRequestRedirectScheme,
    HttpRouteSpecRulesFiltersRequestRedirectStatusCode,
  } = httpRoutes();
  const filter = {
    type: HttpRouteSpecRulesFiltersType.REQUEST_REDIRECT,
    requestRedirect: {
      scheme: HttpRouteSpecRulesFiltersRequestRedirectScheme.HTTPS,
      statusCode: HttpRouteSpecRulesFiltersRequestRedirectStatusCode.VALUE_301,
    },
  };
  const manifest = HttpRoute.manifest({
    metadata: metadataOf(owner, `${owner.component.name}-redirect`),
    spec: {
      parentRefs: parentRefs(owner, plan, 'http'),
      hostnames: [...plan.hosts],
      rules: [{ filters: [filter] }],
    },
  });
  emitObject(scope, 'Redirect', manifest);
}
