import { DEPRECATED_API } from '../../../lib/checks/rules/deprecated-api';
import { KubernetesVersion } from '../../../lib/model/kubernetes-version';
import { findingsOf, messagesOf } from '../../support/checked';

const object = (apiVersion: string, kind: string) => `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: it } }`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(DEPRECATED_API, DEPRECATED_API.wrong)).toEqual([
    'networking.k8s.io/ServiceCIDR//more apiVersion: got networking.k8s.io/v1beta1 ServiceCIDR, deprecated in 1.34, removed in 1.37; wanted a form that later versions serve too. Fix: write it as networking.k8s.io/v1.',
  ]);
  expect(messagesOf(DEPRECATED_API, DEPRECATED_API.right)).toEqual([]);
});

test('a form is told of from its deprecation until it goes, which is another rule', () => {
  const told = (apiVersion: string, kind: string) =>
    Array.from({ length: 10 }, (_, i) => 27 + i).filter(
      (minor) => findingsOf(DEPRECATED_API, object(apiVersion, kind), { kubernetes: KubernetesVersion.of(`1.${minor}`) }).length > 0,
    );
  expect(told('flowcontrol.apiserver.k8s.io/v1beta2', 'FlowSchema')).toEqual([27, 28]);
  expect(told('flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema')).toEqual([29, 30, 31]);
  expect(told('admissionregistration.k8s.io/v1beta1', 'ValidatingAdmissionPolicy')).toEqual([31, 32, 33]);
  expect(told('storage.k8s.io/v1beta1', 'VolumeAttributesClass')).toEqual([34, 35, 36]);
  expect(told('policy/v1beta1', 'PodDisruptionBudget')).toEqual([]);
});

test('where nothing replaces the form yet, none is named', () => {
  expect(
    messagesOf(DEPRECATED_API, object('coordination.k8s.io/v1beta1', 'LeaseCandidate'), { kubernetes: KubernetesVersion.V1_36 }),
  ).toEqual([
    'coordination.k8s.io/LeaseCandidate//it apiVersion: got coordination.k8s.io/v1beta1 LeaseCandidate, deprecated in 1.36, removed in 1.39; wanted a form that later versions serve too. Fix: write the object in the form that replaces it.',
  ]);
});

test.each([
  ['v1', 'constructor'],
  ['shop.example/v1beta1', 'Shop'],
  ['apps/v1', 'Deployment'],
])('%s %s is not deprecated', (apiVersion, kind) => {
  expect(messagesOf(DEPRECATED_API, object(apiVersion, kind))).toEqual([]);
});
