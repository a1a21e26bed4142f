import { GATED_FIELD } from '../../../lib/checks/rules/gated-field';
import { WRONG_VALUE } from '../../../lib/checks/rules/wrong-value';
import { closedValues } from '../../../lib/checks/schemas/closed-values';
import { GATED_VALUES } from '../../../lib/checks/schemas/gated-values';
import { definitionAt } from '../../../lib/checks/schemas/shapes';
import { KubernetesVersion } from '../../../lib/model/kubernetes-version';
import { findingsOf, messagesOf } from '../../support/checked';

const object = (apiVersion: string, kind: string, spec: string) =>
  `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: it }, spec: ${spec} }`;
const service = (value: string) => object('v1', 'Service', `{ trafficDistribution: ${value} }`);
const scaler = (apiVersion: string, min: string) =>
  object(apiVersion, 'HorizontalPodAutoscaler', `{ minReplicas: ${min}, maxReplicas: 3, scaleTargetRef: { kind: Deployment, name: a } }`);
const pod = (container: string) => object('v1', 'Pod', `{ containers: [{ name: app, ${container} }] }`);

/** The versions at which a place is told of. */
const told = (yaml: string, field: string, rule = WRONG_VALUE) =>
  Array.from({ length: 10 }, (_, i) => 27 + i).filter((minor) =>
    findingsOf(rule, yaml, { kubernetes: KubernetesVersion.of(`1.${minor}`) }).some((finding) => finding.field === field),
  );

test('a distribution to one zone is refused until 1.33, and told in full with what is taken instead', () => {
  const kubernetes = KubernetesVersion.V1_33;
  expect(messagesOf(WRONG_VALUE, service('PreferSameZone'), { kubernetes })).toEqual([
    '/Service//it spec.trafficDistribution: got "PreferSameZone", which Kubernetes takes since 1.34; wanted a value that Kubernetes 1.33 takes. Fix: write PreferClose, or raise the target version.',
  ]);
  expect(messagesOf(WRONG_VALUE, service('PreferClose'), { kubernetes })).toEqual([]);
  for (const value of ['PreferSameZone', 'PreferSameNode'])
    expect(told(service(value), 'spec.trafficDistribution')).toEqual([30, 31, 32, 33]);
  expect(told(service('PreferClose'), 'spec.trafficDistribution')).toEqual([]);
});

test('an autoscaler that goes down to no pods is refused by every version as it comes', () => {
  for (const apiVersion of ['autoscaling/v1', 'autoscaling/v2']) {
    expect(messagesOf(WRONG_VALUE, scaler(apiVersion, '0'))).toEqual([
      'autoscaling/HorizontalPodAutoscaler//it spec.minReplicas: got 0, which no version takes as it comes; wanted a value that Kubernetes 1.34 takes. Fix: write 1.',
    ]);
    expect(told(scaler(apiVersion, '0'), 'spec.minReplicas')).toHaveLength(10);
    expect(messagesOf(WRONG_VALUE, scaler(apiVersion, '1'))).toEqual([]);
  }
});

test('a sleep of no seconds is refused until 1.32', () => {
  const sleep = (seconds: string) => pod(`lifecycle: { preStop: { sleep: { seconds: ${seconds} } } }`);
  const field = 'spec.containers[0].lifecycle.preStop.sleep.seconds';
  expect(told(sleep('0'), field)).toEqual([29, 30, 31, 32]);
  expect(told(sleep('1'), field)).toEqual([]);
});

test('containers that are not started again are taken from 1.35 on', () => {
  for (const value of ['Never', 'OnFailure'])
    expect(
      told(
        object('v1', 'Pod', `{ containers: [], initContainers: [{ name: a, restartPolicy: ${value} }] }`),
        'spec.initContainers[0].restartPolicy',
      ),
    ).toEqual([28, 29, 30, 31, 32, 33, 34]);
  expect(
    told(
      object('v1', 'Pod', '{ containers: [], initContainers: [{ name: a, restartPolicy: Always }] }'),
      'spec.initContainers[0].restartPolicy',
    ),
  ).toEqual([]);
  const rule = (action: string) => pod(`restartPolicyRules: [{ action: ${action} }]`);
  expect(told(rule('RestartAllContainers'), 'spec.containers[0].restartPolicyRules[0].action')).toEqual([34, 35]);
  expect(told(rule('Restart'), 'spec.containers[0].restartPolicyRules[0].action')).toEqual([]);
});

test('tolerations that compare are refused by every version as it comes', () => {
  const toleration = (operator: string) =>
    object('v1', 'Pod', `{ containers: [], tolerations: [{ key: a, operator: ${operator}, value: "1" }] }`);
  expect(messagesOf(WRONG_VALUE, toleration('Gt'))).toEqual([
    '/Pod//it spec.tolerations[0].operator: got "Gt", which no version takes as it comes; wanted a value that Kubernetes 1.34 takes. Fix: write another value.',
  ]);
  expect(told(toleration('Lt'), 'spec.tolerations[0].operator')).toHaveLength(10);
  expect(told(toleration('Exists'), 'spec.tolerations[0].operator')).toEqual([]);
});

test('a quota over volume attributes is refused until 1.33, item by item', () => {
  const quota = object('v1', 'ResourceQuota', '{ scopes: [BestEffort, VolumeAttributesClass] }');
  expect(told(quota, 'spec.scopes[1]')).toEqual([27, 28, 29, 30, 31, 32, 33]);
  expect(told(quota, 'spec.scopes[0]')).toEqual([]);
  const selector = object(
    'v1',
    'ResourceQuota',
    '{ scopeSelector: { matchExpressions: [{ scopeName: VolumeAttributesClass, operator: Exists }] } }',
  );
  expect(told(selector, 'spec.scopeSelector.matchExpressions[0].scopeName')).toEqual([27, 28, 29, 30, 31, 32, 33]);
});

test('what earlier versions drop without a word is told of as their fields are', () => {
  const unmasked = pod('securityContext: { procMount: Unmasked }');
  expect(messagesOf(GATED_FIELD, unmasked, { kubernetes: KubernetesVersion.V1_32 })).toEqual([
    '/Pod//it spec.containers[0].securityContext.procMount: got "Unmasked", which is off until 1.33; wanted fields that Kubernetes 1.32 keeps. Fix: leave it out, raise the target version, or waive this where the gate is switched on.',
  ]);
  expect(told(unmasked, 'spec.containers[0].securityContext.procMount', GATED_FIELD)).toEqual([27, 28, 29, 30, 31, 32]);
  expect(told(pod('securityContext: { procMount: Default }'), 'spec.containers[0].securityContext.procMount', GATED_FIELD)).toEqual([]);
  const job = object('batch/v1', 'Job', '{ template: {}, podFailurePolicy: { rules: [{ action: FailIndex }] } }');
  expect(told(job, 'spec.podFailurePolicy.rules[0].action', GATED_FIELD)).toEqual([27, 28]);
});

test.each(['0.5', '"0"', 'null', '[0]', '{}'])('minReplicas %s is not the value with the gate', (min) => {
  expect(messagesOf(WRONG_VALUE, scaler('autoscaling/v2', min)).filter((text) => text.includes('as it comes'))).toEqual([]);
});

test.each(GATED_VALUES)('%s has the value %s in the newest version, where its values are closed', (place, value) => {
  const split = place.lastIndexOf('.');
  const [definition, field] = [place.slice(0, split), place.slice(split + 1)];
  expect(definitionAt(definition, 36).fields.has(field)).toBe(true);
  expect(closedValues(definition, field) ?? [value]).toContain(value);
});
