import { ingressWith } from '../../../lib/checks/ingress-rules';
import { INGRESS_TLS } from '../../../lib/checks/rules/ingress-tls';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(INGRESS_TLS, INGRESS_TLS.wrong)).toEqual([
    'networking.k8s.io/Ingress//edge spec.rules[0].host: got shop.example without one; wanted a certificate for each host, in spec.tls. Fix: add the host to spec.tls, with the Secret of its certificate.',
  ]);
  expect(messagesOf(INGRESS_TLS, INGRESS_TLS.right)).toEqual([]);
});

const tls = (text: string) => ingressWith({ spec: `  tls: [${text}]\n` });

test.each(['{ hosts: ["*.example"], secretName: a }', '{ secretName: a }', '{ hosts: [] }'])(
  '%s is a certificate for shop.example',
  (text) => {
    expect(messagesOf(INGRESS_TLS, tls(text))).toEqual([]);
  },
);

test.each(['{ hosts: [other.example] }', '{ hosts: ["*.shop.example"] }', '{ hosts: [shop.example.org] }'])('%s is none', (text) => {
  expect(messagesOf(INGRESS_TLS, tls(text))).toHaveLength(1);
});

test('a star is for one label only', () => {
  expect(messagesOf(INGRESS_TLS, ingressWith({ host: 'a.b.example', spec: '  tls: [{ hosts: ["*.example"] }]\n' }))).toHaveLength(1);
});

test('a rule for every host needs a certificate for every host', () => {
  expect(messagesOf(INGRESS_TLS, edited(INGRESS_TLS.right, 'host: "shop.example"', 'host: ""'))[0]).toContain('got every host without one');
});
