import { FUTURE_API } from '../../../lib/checks/rules/future-api';
import { KubernetesVersion } from '../../../lib/model/kubernetes-version';
import { messagesOf } from '../../support/checked';

const object = (apiVersion: string, kind: string) => `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: it } }`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(FUTURE_API, FUTURE_API.wrong)).toEqual([
    'admissionregistration.k8s.io/MutatingAdmissionPolicy//registry apiVersion: got admissionregistration.k8s.io/v1 MutatingAdmissionPolicy, introduced in 1.36; wanted a form that the target version serves. Fix: write it as admissionregistration.k8s.io/v1beta1, or raise the target.',
  ]);
  expect(messagesOf(FUTURE_API, FUTURE_API.right)).toEqual([]);
});

test('where the target version knows no form of the kind at all, it has to be raised', () => {
  expect(messagesOf(FUTURE_API, object('networking.k8s.io/v1', 'ServiceCIDR'), { kubernetes: KubernetesVersion.V1_28 })).toEqual([
    'networking.k8s.io/ServiceCIDR//it apiVersion: got networking.k8s.io/v1 ServiceCIDR, introduced in 1.33; wanted a form that the target version serves. Fix: raise the target.',
  ]);
});

test.each([
  ['admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', '1.29', '1.30'],
  ['flowcontrol.apiserver.k8s.io/v1', 'FlowSchema', '1.28', '1.29'],
  ['networking.k8s.io/v1', 'IPAddress', '1.32', '1.33'],
  ['resource.k8s.io/v1', 'ResourceClaim', '1.33', '1.34'],
  ['storage.k8s.io/v1', 'VolumeAttributesClass', '1.33', '1.34'],
  ['admissionregistration.k8s.io/v1', 'MutatingAdmissionPolicy', '1.35', '1.36'],
])('%s %s is too new for %s and fits %s', (apiVersion, kind, before, since) => {
  expect(messagesOf(FUTURE_API, object(apiVersion, kind), { kubernetes: KubernetesVersion.of(before) })).toHaveLength(1);
  expect(messagesOf(FUTURE_API, object(apiVersion, kind), { kubernetes: KubernetesVersion.of(since) })).toEqual([]);
});

test('kinds that no version knows, custom ones and old ones are none of its business', () => {
  const kubernetes = KubernetesVersion.V1_27;
  for (const [apiVersion, kind] of [
    ['apps/v1', 'deployment'],
    ['shop.example/v9', 'Shop'],
    ['batch/v1beta1', 'CronJob'],
    ['v1', 'constructor'],
  ] as const)
    expect(messagesOf(FUTURE_API, object(apiVersion, kind), { kubernetes })).toEqual([]);
});
