import { hstsHeader, ingressAnnotations } from '../../lib/policy/ingress-annotations';

const STRICT = { redirectHttp: true, hstsSeconds: 31_536_000, timeoutSeconds: 30 };
const PLAIN = { redirectHttp: false, hstsSeconds: 0, timeoutSeconds: 60 };

test('the HSTS header counts in seconds and holds for subdomains', () => {
  expect(hstsHeader(31_536_000)).toBe('max-age=31536000; includeSubDomains');
});

test("NGINX Inc's controller", () => {
  expect(ingressAnnotations('nginx', STRICT)).toEqual({
    'ingress.kubernetes.io/ssl-redirect': 'true',
    'nginx.org/hsts': 'true',
    'nginx.org/hsts-max-age': '31536000',
    'nginx.org/hsts-include-subdomains': 'true',
    'nginx.org/proxy-read-timeout': '30s',
  });
  expect(ingressAnnotations('nginx', PLAIN)).toEqual({
    'ingress.kubernetes.io/ssl-redirect': 'false',
    'nginx.org/hsts': 'false',
    'nginx.org/hsts-max-age': '0',
    'nginx.org/hsts-include-subdomains': 'false',
    'nginx.org/proxy-read-timeout': '60s',
  });
});

test("HAProxy's controller", () => {
  expect(ingressAnnotations('haproxy', STRICT)).toEqual({
    'haproxy.org/ssl-redirect': 'true',
    'haproxy.org/ssl-redirect-code': '301',
    'haproxy.org/response-set-header': 'Strict-Transport-Security "max-age=31536000; includeSubDomains"',
    'haproxy.org/timeout-server': '30s',
  });
  expect(ingressAnnotations('haproxy', PLAIN)).toEqual({ 'haproxy.org/ssl-redirect': 'false', 'haproxy.org/timeout-server': '60s' });
});

test('Contour', () => {
  expect(ingressAnnotations('contour', STRICT)).toEqual({
    'ingress.kubernetes.io/force-ssl-redirect': 'true',
    'projectcontour.io/response-timeout': '30s',
  });
  expect(ingressAnnotations('contour', PLAIN)).toMatchObject({ 'ingress.kubernetes.io/force-ssl-redirect': 'false' });
});

test.each([undefined, '', 'traefik', 'NGINX', 'constructor'])('a class by another name (%s) gets none', (className) => {
  expect(ingressAnnotations(className, STRICT)).toEqual({});
});

test('the retired ingress-nginx is never spoken to', () => {
  for (const className of ['nginx', 'haproxy', 'contour']) {
    expect(Object.keys(ingressAnnotations(className, STRICT)).filter((key) => key.startsWith('nginx.ingress.kubernetes.io/'))).toEqual([]);
  }
});
