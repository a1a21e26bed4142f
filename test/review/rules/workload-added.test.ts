import { deploymentExample, statefulSetExample } from '../../../lib/review/rollouts/rollout-examples';
import { WORKLOAD_ADDED } from '../../../lib/review/rules/workload-added';
import { effectsBy, told } from '../../support/reviewed';

const added = (yaml: string): string[] =>
  effectsBy(WORKLOAD_ADDED, '', yaml).map(({ severity, kind, summary }) => `${severity} ${kind}: ${summary}`);

test('the example is told in full', () => {
  expect(told(WORKLOAD_ADDED, WORKLOAD_ADDED.before, WORKLOAD_ADDED.after)).toEqual([
    'note starts apps/Deployment/shop/checkout: starts its 3 pods',
  ]);
});

test('every kind of workload is counted in its own way', () => {
  expect(added(deploymentExample({ replicas: 0 }))).toEqual(['note no-restart: is new and has no pods until it is scaled up']);
  expect(added(deploymentExample({ more: '  paused: true\n' }))).toEqual(['note no-restart: gets no pods while it is paused']);
  expect(added('{ apiVersion: v1, kind: Pod, metadata: { name: it }, spec: { containers: [{ name: a, image: "a:1" }] } }')).toEqual([
    'note starts: starts its pod',
  ]);
  const daemon = deploymentExample()
    .replace('kind: Deployment', 'kind: DaemonSet')
    .replace(/ {2}(replicas|strategy).*\n/g, '');
  expect(added(daemon)).toEqual(['note starts: starts its pod on every node that it is for']);
});

test('a StatefulSet of a long name is taken and never gets a pod', () => {
  const named = (length: number): string => statefulSetExample().replace('{ name: order-events,', `{ name: ${'a'.repeat(length)},`);
  expect(added(named(52))).toEqual(['note starts: starts its 3 pods']);
  expect(added(named(60))).toEqual([
    'error capacity-changed: never gets a pod: the label of their revision would have 71 characters, and 63 are allowed',
  ]);
});
