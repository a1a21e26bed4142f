import { ingressWith } from '../../../lib/checks/ingress-rules';
import { INGRESS_SNIPPET } from '../../../lib/checks/rules/ingress-snippet';
import { messagesOf } from '../../support/checked';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(INGRESS_SNIPPET, INGRESS_SNIPPET.wrong)).toEqual([
    'networking.k8s.io/Ingress//edge metadata.annotations["nginx.ingress.kubernetes.io/configuration-snippet"]: got a snippet; wanted no annotation with a snippet. Fix: use an annotation for what is meant, or a policy of the controller.',
  ]);
  expect(messagesOf(INGRESS_SNIPPET, INGRESS_SNIPPET.right)).toEqual([]);
});

test.each(['nginx.ingress.kubernetes.io/server-snippet', 'nginx.ingress.kubernetes.io/auth-snippet', 'nginx.org/location-snippets'])(
  '%s is refused',
  (name) => {
    expect(messagesOf(INGRESS_SNIPPET, ingressWith({ annotations: `${name}: "x;"` }))).toHaveLength(1);
  },
);

test.each(['nginx.ingress.kubernetes.io/proxy-body-size', 'example.com/snippet-of-the-day'])('%s is accepted', (name) => {
  expect(messagesOf(INGRESS_SNIPPET, ingressWith({ annotations: `${name}: "x"` }))).toEqual([]);
});
