import { ingressWith } from '../../../lib/checks/ingress-rules';
import { INGRESS_CLASS } from '../../../lib/checks/rules/ingress-class';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(INGRESS_CLASS, INGRESS_CLASS.wrong)).toEqual([
    'networking.k8s.io/Ingress//edge spec.ingressClassName: got none; wanted an ingressClassName. Fix: name the class that is meant to serve it.',
  ]);
  expect(messagesOf(INGRESS_CLASS, INGRESS_CLASS.right)).toEqual([]);
});

const DEFAULT =
  '---\napiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: traefik, annotations: { ingressclass.kubernetes.io/is-default-class: "true" } }\n';

test('a default class of the set serves it', () => {
  expect(messagesOf(INGRESS_CLASS, INGRESS_CLASS.wrong + DEFAULT)).toEqual([]);
  expect(messagesOf(INGRESS_CLASS, INGRESS_CLASS.wrong + edited(DEFAULT, '"true"', '"false"'))).toHaveLength(1);
});

test('the annotation of old is a class', () => {
  expect(messagesOf(INGRESS_CLASS, ingressWith({ annotations: 'kubernetes.io/ingress.class: traefik' }))).toEqual([]);
});
