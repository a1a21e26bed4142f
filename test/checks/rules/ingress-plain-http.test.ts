import { ingressWith } from '../../../lib/checks/ingress-rules';
import { INGRESS_PLAIN_HTTP } from '../../../lib/checks/rules/ingress-plain-http';
import { messagesOf } from '../../support/checked';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(INGRESS_PLAIN_HTTP, INGRESS_PLAIN_HTTP.wrong)).toEqual([
    'networking.k8s.io/Ingress//edge metadata.annotations["haproxy.org/ssl-redirect"]: got "false"; wanted a redirect to HTTPS. Fix: remove the annotation, or turn it around.',
  ]);
  expect(messagesOf(INGRESS_PLAIN_HTTP, INGRESS_PLAIN_HTTP.right)).toEqual([]);
});

test.each(['nginx.ingress.kubernetes.io/ssl-redirect: "false"', 'traefik.ingress.kubernetes.io/router.entrypoints: web'])(
  '%s is refused',
  (annotations) => {
    expect(messagesOf(INGRESS_PLAIN_HTTP, ingressWith({ annotations }))).toHaveLength(1);
  },
);

test.each([
  'nginx.ingress.kubernetes.io/ssl-redirect: "true"',
  'traefik.ingress.kubernetes.io/router.entrypoints: websecure',
  'constructor: "false"',
])('%s is accepted', (annotations) => {
  expect(messagesOf(INGRESS_PLAIN_HTTP, ingressWith({ annotations }))).toEqual([]);
});
