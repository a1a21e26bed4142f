import { HPA_REQUEST } from '../../../lib/checks/rules/hpa-request';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(HPA_REQUEST, HPA_REQUEST.wrong)).toEqual([
    'autoscaling/HorizontalPodAutoscaler//storefront spec.metrics[0]: got a share of cpu, which "app" of Deployment storefront does not request; wanted a request of the resource on every container that is counted. Fix: add the request.',
  ]);
  expect(messagesOf(HPA_REQUEST, HPA_REQUEST.right)).toEqual([]);
});

const CONTAINER = '- { name: app, image: registry.example/storefront:2.4.1, resources: { requests: { memory: 256Mi } } }';

test('one container of several is enough to stop it, and is named', () => {
  const two = `- { name: app, image: 'a:1', resources: { requests: { cpu: 1 } } }\n        - { name: log, image: 'l:1' }`;
  expect(messagesOf(HPA_REQUEST, edited(HPA_REQUEST.wrong, CONTAINER, two))[0]).toContain(
    'which "log" of Deployment storefront does not request',
  );
});

test('a sidecar counts, an init container does not', () => {
  const init = (policy: string) =>
    edited(HPA_REQUEST.right, '      containers:', `      initContainers: [{ name: i, image: 'i:1'${policy} }]\n      containers:`);
  expect(messagesOf(HPA_REQUEST, init(''))).toEqual([]);
  expect(messagesOf(HPA_REQUEST, init(', restartPolicy: Always'))).toHaveLength(1);
});

test('a metric of one container asks only that one', () => {
  const one = (name: string) =>
    edited(
      edited(HPA_REQUEST.right, 'type: Resource, resource:', 'type: ContainerResource, containerResource:'),
      'name: cpu, target',
      `name: cpu, container: ${name}, target`,
    );
  const beside = (yaml: string) => edited(yaml, '      containers:', "      containers:\n        - { name: log, image: 'l:1' }");
  expect(messagesOf(HPA_REQUEST, beside(one('app')))).toEqual([]);
  expect(messagesOf(HPA_REQUEST, beside(one('log')))).toHaveLength(1);
});

test('an average value is divided by nothing', () => {
  expect(
    messagesOf(
      HPA_REQUEST,
      edited(HPA_REQUEST.wrong, 'type: Utilization, averageUtilization: 60', 'type: AverageValue, averageValue: 200m'),
    ),
  ).toEqual([]);
});

test('a limit stands for the request, and a target that is not in the set is not judged', () => {
  expect(messagesOf(HPA_REQUEST, edited(HPA_REQUEST.wrong, 'requests: { memory: 256Mi }', 'limits: { cpu: 1 }'))).toEqual([]);
  expect(messagesOf(HPA_REQUEST, edited(HPA_REQUEST.wrong, 'kind: Deployment, name: storefront', 'kind: Deployment, name: other'))).toEqual(
    [],
  );
});

test('what the pod as a whole requests is enough for the pod, not for a metric of one container', () => {
  const whole = edited(HPA_REQUEST.wrong, '      containers:', '      resources: { requests: { cpu: 1 } }\n      containers:');
  const ofOne = edited(
    edited(whole, 'type: Resource, resource:', 'type: ContainerResource, containerResource:'),
    'name: cpu, target',
    'name: cpu, container: app, target',
  );
  expect(messagesOf(HPA_REQUEST, whole)).toEqual([]);
  expect(messagesOf(HPA_REQUEST, ofOne)).toHaveLength(1);
});
