import { ingressWith } from '../../../lib/checks/ingress-rules';
import { INGRESS_LIMITS } from '../../../lib/checks/rules/ingress-limits';
import { messagesOf } from '../../support/checked';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(INGRESS_LIMITS, INGRESS_LIMITS.wrong)).toEqual([
    'networking.k8s.io/Ingress//edge metadata.annotations["nginx.org/client-max-body-size"]: got "0"; wanted a body size above 0, which means none, and time-outs up to 600 s. Fix: set what the largest upload and the slowest page need.',
  ]);
  expect(messagesOf(INGRESS_LIMITS, INGRESS_LIMITS.right)).toEqual([]);
});

test.each([
  'nginx.ingress.kubernetes.io/proxy-body-size: 0m',
  'nginx.ingress.kubernetes.io/proxy-read-timeout: "601"',
  'haproxy.org/timeout-server: 1h',
  'projectcontour.io/response-timeout: infinity',
])('%s is refused', (annotations) => {
  expect(messagesOf(INGRESS_LIMITS, ingressWith({ annotations }))).toHaveLength(1);
});

test.each([
  'nginx.ingress.kubernetes.io/proxy-body-size: 10m',
  'nginx.ingress.kubernetes.io/proxy-read-timeout: "600"',
  'haproxy.org/timeout-server: 30s',
  'nginx.org/proxy-read-timeout: soon',
])('%s is accepted', (annotations) => {
  expect(messagesOf(INGRESS_LIMITS, ingressWith({ annotations }))).toEqual([]);
});
