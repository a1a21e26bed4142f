import { EdgeClass } from '../../lib/model/edge-class';

test('a gateway has a class and says where its proxies run', () => {
  const edge = EdgeClass.gateway('envoy', { namespace: 'envoy-system', podLabels: { app: 'envoy' }, cidrs: ['10.0.0.0/16'] });
  expect(edge._api).toBe('gateway');
  expect(edge._className).toBe('envoy');
  expect(edge._dataPlane).toEqual({ namespace: 'envoy-system', podLabels: { app: 'envoy' }, cidrs: ['10.0.0.0/16'] });
});

test("an Ingress without a class is the cluster's default, with proxies anywhere", () => {
  const edge = EdgeClass.ingress();
  expect(edge._api).toBe('ingress');
  expect(edge._className).toBeUndefined();
  expect(edge._dataPlane).toEqual({});
});

test('an Ingress may name its class and where its proxies run', () => {
  const edge = EdgeClass.ingress('traefik', { namespace: 'traefik' });
  expect([edge._api, edge._className, edge._dataPlane]).toEqual(['ingress', 'traefik', { namespace: 'traefik' }]);
  expect(EdgeClass.gateway('envoy')._dataPlane).toEqual({});
});
