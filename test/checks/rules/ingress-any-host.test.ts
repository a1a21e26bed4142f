import { ingressWith } from '../../../lib/checks/ingress-rules';
import { INGRESS_ANY_HOST } from '../../../lib/checks/rules/ingress-any-host';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(INGRESS_ANY_HOST, INGRESS_ANY_HOST.wrong)).toEqual([
    'networking.k8s.io/Ingress//edge spec.rules[0].host: got "*.shop.example"; wanted rules for hosts that are named in full. Fix: name each host.',
  ]);
  expect(messagesOf(INGRESS_ANY_HOST, INGRESS_ANY_HOST.right)).toEqual([]);
});

test('a rule without a host takes every host', () => {
  expect(messagesOf(INGRESS_ANY_HOST, edited(INGRESS_ANY_HOST.right, '    - host: "shop.example"\n      http', '    - http'))[0]).toContain(
    'spec.rules[0]: got a rule for every host',
  );
});

test('so does a default backend', () => {
  expect(
    messagesOf(INGRESS_ANY_HOST, ingressWith({ spec: '  defaultBackend: { service: { name: a, port: { number: 80 } } }\n' }))[0],
  ).toContain('spec.defaultBackend: got a backend for every host');
});
