import { deploymentExample, statefulSetExample } from '../../../lib/review/rollouts/rollout-examples';
import { ROLLS_PODS } from '../../../lib/review/rules/rolls-pods';
import { allTold, effectsBy } from '../../support/reviewed';

type Options = NonNullable<Parameters<typeof deploymentExample>[0]>;
const rolled = (options: Options, extra = ''): string[] =>
  effectsBy(ROLLS_PODS, deploymentExample(options) + extra, deploymentExample({ ...options, tag: '2.5.0' }) + extra).map(
    ({ severity, summary }) => `${severity}: ${summary}`,
  );
const set = (options: NonNullable<Parameters<typeof statefulSetExample>[0]>): string[] =>
  effectsBy(ROLLS_PODS, statefulSetExample(options), statefulSetExample({ ...options, tag: '4.1.3' })).map(
    ({ severity, summary }) => `${severity}: ${summary}`,
  );

test('an image bump is exactly one effect, told in full', () => {
  expect(allTold(deploymentExample(), deploymentExample({ tag: '2.5.0' }))).toEqual([
    'rolls-pods note rolls apps/Deployment/shop/storefront spec.template.spec.containers[app].image: rolls 3 pods in 3 steps, new ones first, 1 at a time, all available throughout; takes 45 s at least and 3 min 30 s at most by its probes; old pods have 60 s to end',
  ]);
});

test.each<[string, Options, string]>([
  [
    'with more and fewer',
    { strategy: '{ rollingUpdate: { maxSurge: 25%, maxUnavailable: 25% } }', replicas: 8 },
    'note: rolls 8 pods in 2 steps, 2 more and 2 fewer at a time, 6 of 8 available throughout; takes 30 s at least and 2 min 20 s at most by its probes; old pods have 60 s to end',
  ],
  [
    'at the defaults of the API',
    { strategy: '{ type: RollingUpdate }', replicas: 3 },
    'note: rolls 3 pods in 3 steps, new ones first, 1 at a time, all available throughout; takes 45 s at least and 3 min 30 s at most by its probes; old pods have 60 s to end',
  ],
  [
    'old ones first',
    { strategy: '{ rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }' },
    'note: rolls 3 pods in 3 steps, old ones first, 1 at a time, 2 of 3 available throughout; takes 45 s at least and 3 min 30 s at most by its probes; old pods have 60 s to end',
  ],
  [
    'the only one first',
    { strategy: '{ rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }', replicas: 1 },
    'warning: replaces its only pod, the old one first, none available meanwhile; takes 15 s at least and 70 s at most by its probes; old pods have 60 s to end',
  ],
  [
    'all at once',
    { strategy: '{ rollingUpdate: { maxSurge: 0, maxUnavailable: 100% } }', replicas: 3 },
    'warning: rolls 3 pods in 1 step, old ones first, 3 at a time, none available meanwhile; takes 15 s at least and 70 s at most by its probes; old pods have 60 s to end',
  ],
])('a Deployment rolls %s', (_, options, story) => {
  expect(rolled(options)).toEqual([story]);
});

test('an autoscaler makes a range of it', () => {
  const scaler = `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: storefront, namespace: shop }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: storefront }, minReplicas: 3, maxReplicas: 30 }
`;
  expect(rolled({ strategy: '{ rollingUpdate: { maxSurge: 25%, maxUnavailable: 0 } }' }, scaler)).toEqual([
    'note: rolls 3 to 30 pods in 3 to 4 steps, new ones first, 1 to 8 at a time, all available throughout; takes 45 s to 60 s at least and 3 min 30 s to 4 min 40 s at most by its probes; old pods have 60 s to end',
  ]);
});

test('one whose autoscaler may have it at one pod is down there', () => {
  const scaler = `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: storefront, namespace: shop }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: storefront }, minReplicas: 1, maxReplicas: 3 }
`;
  expect(rolled({ strategy: '{ rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }' }, scaler)).toEqual([
    'warning: rolls 1 to 3 pods in 1 to 3 steps, old ones first, 1 at a time, 0 to 2 of 1 to 3 available throughout; takes 15 s to 45 s at least and 70 s to 3 min 30 s at most by its probes; old pods have 60 s to end',
  ]);
});

test('without a startup probe the deadline is what ends it, without any probe nothing is waited for', () => {
  const bare = (probe: string, image: string): string => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: it }
spec:
  progressDeadlineSeconds: 900
  selector: { matchLabels: { app: it } }
  template:
    metadata: { labels: { app: it } }
    spec: { containers: [{ name: app, image: "${image}"${probe} }] }
`;
  const of = (probe: string): string[] => effectsBy(ROLLS_PODS, bare(probe, 'a:1'), bare(probe, 'a:2')).map(({ summary }) => summary);
  expect(of(', readinessProbe: { tcpSocket: { port: 1 }, successThreshold: 3 }')).toEqual([
    'replaces its only pod, the new one first, available throughout; takes 20 s at least and fails when 15 min pass without progress; old pods have 30 s to end',
  ]);
  expect(of(', startupProbe: { tcpSocket: { port: 1 }, periodSeconds: 10, failureThreshold: 30 }')).toEqual([
    'replaces its only pod, the new one first, available throughout; takes 5 min at most by its probes; old pods have 30 s to end',
  ]);
  expect(of('')).toEqual([
    'replaces its only pod, the new one first, available throughout; no probe says when a new one is ready, so the next does not wait for it; old pods have 30 s to end',
  ]);
});

test('a StatefulSet rolls from the highest pod down to its partition', () => {
  expect(set({})).toEqual([
    'note: rolls 3 pods one by one, from order-events-2 to order-events-0, each gone before it comes back, 2 of 3 available throughout; takes 60 s at least and waits for as long as a pod is not ready',
  ]);
  expect(set({ more: '  ordinals: { start: 5 }\n  updateStrategy: { rollingUpdate: { partition: 1 } }\n' })).toEqual([
    'note: rolls 2 of 3 pods one by one, from order-events-7 to order-events-6, each gone before it comes back, 2 of 3 available throughout; takes 40 s at least and waits for as long as a pod is not ready',
  ]);
  expect(set({ replicas: 1 })).toEqual([
    'warning: restarts its only pod, order-events-0, and none is available until it is ready again; takes 20 s at least and waits for as long as a pod is not ready',
  ]);
});

test('a DaemonSet rolls by nodes', () => {
  const daemon = (strategy: string, tag: string): string => `
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: logs }
spec:
  updateStrategy: { rollingUpdate: ${strategy} }
  selector: { matchLabels: { app: logs } }
  template:
    metadata: { labels: { app: logs } }
    spec: { containers: [{ name: app, image: "logs:${tag}", readinessProbe: { tcpSocket: { port: 1 }, initialDelaySeconds: 5 } }] }
`;
  const of = (strategy: string): string[] =>
    effectsBy(ROLLS_PODS, daemon(strategy, '1'), daemon(strategy, '2')).map(({ summary }) => summary);
  expect(of('{}')).toEqual([
    'rolls the pod of every node, 1 node at a time, the old one first; each takes 5 s at least and waits for as long as it is not ready',
  ]);
  expect(of('{ maxUnavailable: 10% }')).toEqual([
    'rolls the pod of every node, 10% of the nodes at a time, the old one first; each takes 5 s at least and waits for as long as it is not ready',
  ]);
  expect(of('{ maxSurge: 2, maxUnavailable: 0 }')).toEqual([
    'rolls the pod of every node, 2 nodes at a time, the new one first; each takes 5 s at least and waits for as long as it is not ready',
  ]);
  const unasked = (tag: string): string => daemon('{}', tag).replace(/, readinessProbe: \{.*?\} \}/, '');
  expect(effectsBy(ROLLS_PODS, unasked('1'), unasked('2'))[0]?.summary).toBe(
    'rolls the pod of every node, 1 node at a time, the old one first; no probe says when a new one is ready, so the next does not wait for it',
  );
  const [all] = effectsBy(ROLLS_PODS, daemon('{ maxUnavailable: 100% }', '1'), daemon('{ maxUnavailable: 100% }', '2'));
  expect(all).toMatchObject({
    kind: 'recreates',
    severity: 'warning',
    summary:
      'rolls the pod of every node, all nodes at a time, the old one first; each takes 5 s at least and waits for as long as it is not ready',
    recipe: ['set maxUnavailable: 0 and maxSurge: 1, so that the new pod is ready before the old one goes'],
  });
});

test.each<[string, string, string]>([
  [
    'of the workload alone',
    deploymentExample(),
    deploymentExample().replace('namespace: shop }', 'namespace: shop, labels: { team: a } }'),
  ],
  ['of the strategy alone', deploymentExample(), deploymentExample({ strategy: '{ type: Recreate }' })],
  ['of how many there are', deploymentExample(), deploymentExample({ replicas: 5 })],
  ['of what has no pods', deploymentExample({ replicas: 0 }), deploymentExample({ replicas: 0, tag: '3.0.0' })],
  ['of what had no pods', deploymentExample({ replicas: 0 }), deploymentExample({ replicas: 2, tag: '3.0.0' })],
])('a change %s rolls nothing', (_, before, after) => {
  expect(effectsBy(ROLLS_PODS, before, after)).toEqual([]);
});

test('any change of the template rolls, that of a label too; a refused update rolls nothing', () => {
  const labelled = deploymentExample().replace('{ labels: { app: storefront } }', '{ labels: { app: storefront, team: a } }');
  expect(effectsBy(ROLLS_PODS, deploymentExample(), labelled).map(({ fields }) => fields)).toEqual([
    ['spec.template.metadata.labels.team'],
  ]);
  const reselected = labelled.replace('matchLabels: { app: storefront }', 'matchLabels: { app: storefront, team: a }');
  expect(allTold(deploymentExample(), reselected).map((line) => line.split(' ', 3).join(' '))).toEqual(['immutable-field error refused']);
});

test('pods that an autoscaler may bring down to one are told with that moment', () => {
  const scaler = `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: order-events, namespace: shop }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: StatefulSet, name: order-events }, minReplicas: 1, maxReplicas: 3 }
`;
  const [effect] = effectsBy(ROLLS_PODS, statefulSetExample() + scaler, statefulSetExample({ tag: '4.1.3' }) + scaler);
  expect(effect).toMatchObject({
    kind: 'rolls',
    severity: 'warning',
    summary:
      'rolls 1 to 3 pods one by one, from order-events-2 to order-events-0, each gone before it comes back, 0 to 2 of 1 to 3 available throughout; takes 20 s to 60 s at least and waits for as long as a pod is not ready',
  });
  const [single] = effectsBy(ROLLS_PODS, statefulSetExample({ replicas: 1 }), statefulSetExample({ replicas: 1, tag: '4.1.3' }));
  expect(single).toMatchObject({ kind: 'recreates', severity: 'warning' });
});
