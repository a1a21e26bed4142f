import { Duration } from 'cdk8s';
import { EdgeClass, ShopEdge, type ShopEdgeProps, ShopWebTier } from '../../../lib';
import { type AnyManifest, manifest, testShopOn } from '../../support/synthesis';

function ingress(className: string | undefined, props: Partial<ShopEdgeProps> = {}, clusterIssuer?: string): AnyManifest {
  const shop = testShopOn({ edge: EdgeClass.ingress(className), clusterIssuer });
  const to = new ShopWebTier(shop, 'web', { image: 'registry.example/web:1', port: 8080 });
  new ShopEdge(shop, 'edge', { host: 'shop.example', routes: [{ path: '/', to }], ...props });
  return manifest(shop, 'Ingress', 'edge');
}

const OFF: Partial<ShopEdgeProps> = { redirectHttp: false, hsts: Duration.seconds(0), requestTimeout: Duration.seconds(5) };

test('is of the stable API, with the common labels', () => {
  const { apiVersion, metadata } = ingress('haproxy');
  expect(apiVersion).toBe('networking.k8s.io/v1');
  expect(metadata.labels).toMatchObject({ 'app.kubernetes.io/instance': 'edge', 'app.kubernetes.io/component': 'edge' });
});

test('names its class, or leaves it to the cluster’s default', () => {
  expect(ingress('haproxy').spec.ingressClassName).toBe('haproxy');
  expect(ingress(undefined).spec).not.toHaveProperty('ingressClassName');
});

describe('redirect, HSTS and time-out go by the annotations of the class’s controller', () => {
  test('F5 NGINX', () => {
    expect(ingress('nginx').metadata.annotations).toEqual({
      'ingress.kubernetes.io/ssl-redirect': 'true',
      'nginx.org/hsts': 'true',
      'nginx.org/hsts-max-age': '31536000',
      'nginx.org/hsts-include-subdomains': 'true',
      'nginx.org/proxy-read-timeout': '30s',
    });
    expect(ingress('nginx', OFF).metadata.annotations).toEqual({
      'ingress.kubernetes.io/ssl-redirect': 'false',
      'nginx.org/hsts': 'false',
      'nginx.org/hsts-max-age': '0',
      'nginx.org/hsts-include-subdomains': 'false',
      'nginx.org/proxy-read-timeout': '5s',
    });
  });

  test('HAProxy, whose redirect would be temporary by default', () => {
    expect(ingress('haproxy').metadata.annotations).toEqual({
      'haproxy.org/ssl-redirect': 'true',
      'haproxy.org/ssl-redirect-code': '301',
      'haproxy.org/response-set-header': 'Strict-Transport-Security "max-age=31536000; includeSubDomains"',
      'haproxy.org/timeout-server': '30s',
    });
    expect(ingress('haproxy', OFF).metadata.annotations).toEqual({
      'haproxy.org/ssl-redirect': 'false',
      'haproxy.org/timeout-server': '5s',
    });
  });

  test('Contour, which has none for headers', () => {
    expect(ingress('contour').metadata.annotations).toEqual({
      'ingress.kubernetes.io/force-ssl-redirect': 'true',
      'projectcontour.io/response-timeout': '30s',
    });
    expect(ingress('contour', OFF).metadata.annotations).toMatchObject({ 'ingress.kubernetes.io/force-ssl-redirect': 'false' });
  });

  test('another class, or the cluster’s default one, gets no annotation that its controller might take amiss', () => {
    for (const className of [undefined, 'traefik', 'constructor']) expect(ingress(className).metadata).not.toHaveProperty('annotations');
  });

  test('none is of the retired ingress-nginx', () => {
    for (const className of ['nginx', 'haproxy', 'contour'])
      expect(JSON.stringify(ingress(className))).not.toContain('nginx.ingress.kubernetes.io');
  });
});

test('the user’s annotations win over the adapter’s and the issuer’s', () => {
  const annotations = { 'projectcontour.io/response-timeout': '60s', 'cert-manager.io/cluster-issuer': 'own' };
  expect(ingress('contour', { annotations }, 'letsencrypt').metadata.annotations).toEqual({
    ...annotations,
    'ingress.kubernetes.io/force-ssl-redirect': 'true',
  });
});
