import { API_OFF_BY_DEFAULT } from '../../../lib/checks/rules/api-off-by-default';
import { KubernetesVersion } from '../../../lib/model/kubernetes-version';
import { findingsOf, messagesOf } from '../../support/checked';

const object = (apiVersion: string, kind: string) => `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: it } }`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(API_OFF_BY_DEFAULT, API_OFF_BY_DEFAULT.wrong)).toEqual([
    'storage.k8s.io/VolumeAttributesClass//fast apiVersion: got storage.k8s.io/v1beta1 VolumeAttributesClass; wanted a form that is served by default. Fix: write the object in the stable form, or waive this where the cluster serves it.',
  ]);
  expect(messagesOf(API_OFF_BY_DEFAULT, API_OFF_BY_DEFAULT.right)).toEqual([]);
});

/** The versions at which a form is told of. */
const told = (apiVersion: string, kind: string) =>
  Array.from({ length: 10 }, (_, i) => 27 + i).filter(
    (minor) => findingsOf(API_OFF_BY_DEFAULT, object(apiVersion, kind), { kubernetes: KubernetesVersion.of(`1.${minor}`) }).length > 0,
  );

test('a newer beta form is told of for as long as it is served', () => {
  expect(told('admissionregistration.k8s.io/v1beta1', 'ValidatingAdmissionPolicy')).toEqual([28, 29, 30, 31, 32, 33]);
  expect(told('admissionregistration.k8s.io/v1beta1', 'MutatingAdmissionPolicy')).toEqual([34, 35, 36]);
  expect(told('networking.k8s.io/v1beta1', 'ServiceCIDR')).toEqual([31, 32, 33, 34, 35, 36]);
});

test('an alpha form is told of for as long as it is served, whether its lifecycle is known or not', () => {
  expect(told('storage.k8s.io/v1alpha1', 'VolumeAttributesClass')).toEqual([29, 30, 31, 32, 33, 34]);
  expect(told('networking.k8s.io/v1alpha1', 'ServiceCIDR')).toEqual([29, 30]);
});

test('the betas of a group that was beta before betas were off stay on', () => {
  expect(told('flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema')).toEqual([]);
});

test.each([
  ['apps/v1', 'Deployment'],
  ['shop.example/v1alpha1', 'Shop'],
  ['networking.k8s.io/v1alpha1', 'Shop'],
  ['policy/v1beta1', 'PodDisruptionBudget'],
  ['v1', 'constructor'],
])('%s %s is none of its business', (apiVersion, kind) => {
  expect(told(apiVersion, kind)).toEqual([]);
});
