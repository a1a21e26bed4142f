import { gatewayWith } from '../../../lib/checks/gateway-routes';
import { GATEWAY_CERTIFICATE } from '../../../lib/checks/rules/gateway-certificate';
import { messagesOf } from '../../support/checked';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(GATEWAY_CERTIFICATE, GATEWAY_CERTIFICATE.wrong)).toEqual([
    'gateway.networking.k8s.io/Gateway//edge spec.listeners[0].tls: got listener "https" without one; wanted tls.certificateRefs on a listener that ends TLS. Fix: name the Secret of the certificate.',
  ]);
  expect(messagesOf(GATEWAY_CERTIFICATE, GATEWAY_CERTIFICATE.right)).toEqual([]);
});

test.each([
  '{ name: tls, port: 443, protocol: TLS, tls: { mode: Passthrough } }',
  '{ name: https, port: 443, protocol: HTTPS, tls: { options: { networking.gke.io/pre-shared-certs: a } } }',
  '{ name: http, port: 80, protocol: HTTP }',
])('%s needs none', (listener) => {
  expect(messagesOf(GATEWAY_CERTIFICATE, gatewayWith(listener))).toEqual([]);
});

test.each(['{ name: https, port: 443, protocol: HTTPS }', '{ name: tls, port: 443, protocol: TLS, tls: { certificateRefs: [] } }'])(
  '%s does',
  (listener) => {
    expect(messagesOf(GATEWAY_CERTIFICATE, gatewayWith(listener))).toHaveLength(1);
  },
);
