/** What an edge asks of its implementation beyond what the Ingress API can say. */
export interface IngressWishes {
  readonly redirectHttp: boolean;
  readonly hstsSeconds: number;
  readonly timeoutSeconds: number;
}

type Adapter = (wishes: IngressWishes) => Record<string, string>;

/** Value of the HSTS header: subdomains too, since a cookie of the shop's domain is sent to all of them. */
export function hstsHeader(seconds: number): string {
  return `max-age=${seconds}; includeSubDomains`;
}

/**
 * Redirect, HSTS and time-outs are no part of the Ingress API; each controller has its own annotations.
 * @see https://docs.nginx.com/nginx-ingress-controller/configuration/ingress-resources/advanced-configuration-with-annotations/
 * @see https://github.com/haproxytech/kubernetes-ingress/blob/master/documentation/annotations.md
 * @see https://projectcontour.io/docs/main/config/annotations/
 */
const ADAPTERS: ReadonlyMap<string, Adapter> = new Map(
  Object.entries<Adapter>({
    nginx: ({ redirectHttp, hstsSeconds, timeoutSeconds }) => ({
      // Not nginx.org/redirect-to-https: that one looks at X-Forwarded-Proto, for a balancer in front that ends TLS.
      'ingress.kubernetes.io/ssl-redirect': `${redirectHttp}`,
      'nginx.org/hsts': `${hstsSeconds > 0}`,
      'nginx.org/hsts-max-age': `${hstsSeconds}`,
      'nginx.org/hsts-include-subdomains': `${hstsSeconds > 0}`,
      'nginx.org/proxy-read-timeout': `${timeoutSeconds}s`,
    }),
    haproxy: ({ redirectHttp, hstsSeconds, timeoutSeconds }) => ({
      'haproxy.org/ssl-redirect': `${redirectHttp}`,
      // Its default is 302, which no cache keeps.
      ...(redirectHttp && { 'haproxy.org/ssl-redirect-code': '301' }),
      ...(hstsSeconds > 0 && { 'haproxy.org/response-set-header': `Strict-Transport-Security "${hstsHeader(hstsSeconds)}"` }),
      'haproxy.org/timeout-server': `${timeoutSeconds}s`,
    }),
    contour: ({ redirectHttp, timeoutSeconds }) => ({
      'ingress.kubernetes.io/force-ssl-redirect': `${redirectHttp}`,
      'projectcontour.io/response-timeout': `${timeoutSeconds}s`,
    }),
  }),
);

/** Annotations for a class whose controller is known by its usual name; none for another. */
export function ingressAnnotations(className: string | undefined, wishes: IngressWishes): Record<string, string> {
  const adapter = ADAPTERS.get(className ?? '');
  return adapter ? adapter(wishes) : {};
}
