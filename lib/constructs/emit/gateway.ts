import type { Construct } from 'constructs';
import { hstsHeader } from '../../policy/ingress-annotations';
import { metadataOf, type Owner } from './metadata';

/** Requests under a path go to a Service. */
export interface RoutePlan {
  readonly path: string;
  readonly service: string;
  readonly port: number;
  readonly portName: string;
}

/** An edge, decided. */
export interface EdgePlan {
  readonly className?: string;
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

/** A Gateway with a listener for HTTPS and one for HTTP on each host, and their routes. */
export function emitGateway(scope: Construct, owner: Owner, plan: EdgePlan): void {
  emitGatewayObject(scope, owner, plan);
  emitRoute(scope, owner, plan);
  if (plan.redirectHttp) emitRedirect(scope, owner, plan);
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
  new Gateway(scope, 'Default', {
    metadata: metadataOf(owner, undefined, { ...issuerAnnotation(plan), ...plan.annotations }),
    spec: { gatewayClassName: plan.className ?? '', listeners: [...https, ...http] },
  });
}

function emitRoute(scope: Construct, owner: Owner, plan: EdgePlan): void {
  const { HttpRoute, HttpRouteSpecRulesMatchesPathType, HttpRouteSpecRulesFiltersType } = httpRoutes();
  const { name } = owner.component;
  const schemes = plan.redirectHttp ? ['https'] : ['https', 'http'];
  const hsts = {
    type: HttpRouteSpecRulesFiltersType.RESPONSE_HEADER_MODIFIER,
    responseHeaderModifier: { set: [{ name: 'Strict-Transport-Security', value: hstsHeader(plan.hstsSeconds) }] },
  };
  new HttpRoute(scope, 'Route', {
    metadata: metadataOf(owner),
    spec: {
      parentRefs: schemes.flatMap((scheme) => plan.hosts.map((_, i) => ({ name, sectionName: listenerName(scheme, i) }))),
      hostnames: [...plan.hosts],
      rules: plan.routes.map((r) => ({
        matches: [{ path: { type: HttpRouteSpecRulesMatchesPathType.PATH_PREFIX, value: r.path } }],
        ...(plan.hstsSeconds > 0 && { filters: [hsts] }),
        timeouts: { request: `${plan.timeoutSeconds}s` },
        backendRefs: [{ name: r.service, port: r.port }],
      })),
    },
  });
}

function emitRedirect(scope: Construct, owner: Owner, plan: EdgePlan): void {
  const {
    HttpRoute,
    HttpRouteSpecRulesFiltersType,
    HttpRouteSpecRulesFiltersRequestRedirectScheme,
    HttpRouteSpecRulesFiltersRequestRedirectStatusCode,
  } = httpRoutes();
  const { name } = owner.component;
  const filter = {
    type: HttpRouteSpecRulesFiltersType.REQUEST_REDIRECT,
    requestRedirect: {
      scheme: HttpRouteSpecRulesFiltersRequestRedirectScheme.HTTPS,
      statusCode: HttpRouteSpecRulesFiltersRequestRedirectStatusCode.VALUE_301,
    },
  };
  new HttpRoute(scope, 'Redirect', {
    metadata: metadataOf(owner, `${name}-redirect`),
    spec: {
      parentRefs: plan.hosts.map((_, i) => ({ name, sectionName: listenerName('http', i) })),
      hostnames: [...plan.hosts],
      rules: [{ filters: [filter] }],
    },
  });
}
