import { REFUSED_SPREAD } from '../../../lib/checks/rules/refused-spread';
import { messagesOf } from '../../support/checked';

const GOOD = 'maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: { matchLabels: { app: a } }';
const pod = (...constraints: string[]) =>
  `{ apiVersion: v1, kind: Pod, metadata: { name: a }, spec: { topologySpreadConstraints: [${constraints.map((c) => `{ ${c} }`).join(', ')}] } }`;
const told = (...constraints: string[]) =>
  messagesOf(REFUSED_SPREAD, pod(...constraints)).map((text) => text.replace('/Pod//a spec.topologySpreadConstraints', ''));

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(REFUSED_SPREAD, REFUSED_SPREAD.wrong)).toEqual([
    '/Pod/shop/storefront spec.topologySpreadConstraints[0].minDomains: got it beside whenUnsatisfiable: ScheduleAnyway; wanted whenUnsatisfiable: DoNotSchedule. Fix: change one of the two.',
  ]);
  expect(messagesOf(REFUSED_SPREAD, REFUSED_SPREAD.right)).toEqual([]);
});

test('numbers are from 1 on', () => {
  expect(told(`${GOOD}, minDomains: 1`)).toEqual([]);
  expect(told(`${GOOD}, minDomains: 0`)).toEqual(['[0].minDomains: got 0; wanted a number from 1. Fix: write 1 or more.']);
  expect(told(GOOD.replace('maxSkew: 1', 'maxSkew: -1'))).toEqual(['[0].maxSkew: got -1; wanted a number from 1. Fix: write 1 or more.']);
});

test('a key that is empty is none', () => {
  expect(told(GOOD.replace('zone', '""'))).toEqual(['[0].topologyKey: got ""; wanted a label of nodes. Fix: name one.']);
});

test('each key of nodes has each action once', () => {
  expect(told(GOOD, GOOD.replace('zone', 'host'), GOOD.replace('DoNotSchedule', 'ScheduleAnyway'))).toEqual([]);
  expect(told(GOOD, GOOD.replace('zone', 'host'), GOOD)).toEqual([
    '[2].topologyKey: got zone with DoNotSchedule a second time; wanted each pair once. Fix: change one of the two.',
  ]);
});

test('a key whose own value counts needs a selector, which does not ask for it too', () => {
  expect(told(`${GOOD}, matchLabelKeys: [pod-template-hash]`)).toEqual([]);
  expect(told(`${GOOD}, matchLabelKeys: [pod-template-hash, app]`)).toEqual([
    '[0].matchLabelKeys: got app, which labelSelector has too; wanted each key in one of the two. Fix: change one of the two.',
  ]);
  expect(told('labelSelector: { matchExpressions: [{ key: tier, operator: Exists }] }, matchLabelKeys: [tier]')).toHaveLength(1);
  expect(told('matchLabelKeys: [tier]')).toEqual([
    "[0].matchLabelKeys: got it without a labelSelector; wanted a labelSelector. Fix: copy the labels of the workload's selector.",
  ]);
  expect(told(`${GOOD}, matchLabelKeys: ["a b"]`)).toEqual([
    '[0].matchLabelKeys: got "a b"; wanted a key that a label may have. Fix: correct the key.',
  ]);
  expect(told('matchLabelKeys: []')).toEqual([]);
});

test('the template of a workload is told of at its place', () => {
  const deployment = `{ apiVersion: apps/v1, kind: Deployment, metadata: { name: a }, spec: { template: { spec: { topologySpreadConstraints: [7, { maxSkew: 0 }] } } } }`;
  expect(messagesOf(REFUSED_SPREAD, deployment)[0]).toMatch(
    /^apps\/Deployment\/\/a spec\.template\.spec\.topologySpreadConstraints\[1\]\.maxSkew: got 0;/,
  );
});

test('what is not there, or of another type, is told of by other rules', () => {
  expect(told('', '', 'maxSkew: "0", minDomains: null, topologyKey: 7, whenUnsatisfiable: 7, matchLabelKeys: 7, labelSelector: 7')).toEqual(
    [],
  );
});
