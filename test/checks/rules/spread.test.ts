import { SPREAD } from '../../../lib/checks/rules/spread';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(SPREAD, SPREAD.wrong)).toEqual([
    'apps/Deployment//storefront spec.template.spec: got 3 replicas that may all be on one node; wanted a podAntiAffinity or topologySpreadConstraints where there is more than one replica. Fix: prefer different values of kubernetes.io/hostname.',
  ]);
  expect(messagesOf(SPREAD, SPREAD.right)).toEqual([]);
});

test('a single replica stands anywhere', () => {
  expect(messagesOf(SPREAD, edited(SPREAD.wrong, 'replicas: 3', 'replicas: 1'))).toEqual([]);
});

const term = '{ topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: storefront } } }';

test.each([
  `requiredDuringSchedulingIgnoredDuringExecution: [${term}]`,
  `preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: ${term} }]`,
])('an anti-affinity that is %s is accepted', (terms) => {
  expect(
    messagesOf(SPREAD, edited(SPREAD.wrong, '      containers:', `      affinity: { podAntiAffinity: { ${terms} } }\n      containers:`)),
  ).toEqual([]);
});

test('an affinity that draws pods together spreads nothing, and neither does an empty list', () => {
  const drawn = `      affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [${term}] } }\n      topologySpreadConstraints: []\n      containers:`;
  expect(messagesOf(SPREAD, edited(SPREAD.wrong, '      containers:', drawn))).toHaveLength(1);
});

test('two replicas are enough to ask', () => {
  expect(messagesOf(SPREAD, edited(SPREAD.wrong, 'replicas: 3', 'replicas: 2'))[0]).toContain('got 2 replicas that may all be on one node');
});
