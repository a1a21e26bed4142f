import { ingressWith } from '../../../lib/checks/ingress-rules';
import { INGRESS_RETIRED } from '../../../lib/checks/rules/ingress-retired';
import { messagesOf } from '../../support/checked';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(INGRESS_RETIRED, INGRESS_RETIRED.wrong)).toEqual([
    'networking.k8s.io/Ingress//edge metadata.annotations["nginx.ingress.kubernetes.io/proxy-body-size"]: got an annotation of ingress-nginx; wanted a controller that is maintained. Fix: move to the Gateway API, or to another controller.',
  ]);
  expect(messagesOf(INGRESS_RETIRED, INGRESS_RETIRED.right)).toEqual([]);
});

test('its class by the annotation of old is told, the class of another controller by the field is not', () => {
  expect(messagesOf(INGRESS_RETIRED, ingressWith({ annotations: 'kubernetes.io/ingress.class: nginx' }))[0]).toContain('got "nginx"');
  // F5's controller is called nginx too, and is maintained.
  expect(messagesOf(INGRESS_RETIRED, ingressWith({ spec: '  ingressClassName: nginx\n' }))).toEqual([]);
});
