import { REFUSED_LIMIT_RANGE } from '../../../lib/checks/rules/refused-limit-range';
import { messagesOf } from '../../support/checked';

const object = (text: string): string => `{ apiVersion: v1, kind: LimitRange, metadata: { name: it }, spec: { limits: [${text}] } }`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(REFUSED_LIMIT_RANGE, REFUSED_LIMIT_RANGE.wrong)).toEqual([
    '/LimitRange/shop/shop spec.limits[0].default.memory: got 512Mi, above max 256Mi; wanted min, defaultRequest, default and max in this order, none above the next. Fix: correct one of the two.',
  ]);
  expect(messagesOf(REFUSED_LIMIT_RANGE, REFUSED_LIMIT_RANGE.right)).toEqual([]);
});

const told = (text: string): string[] =>
  messagesOf(REFUSED_LIMIT_RANGE, object(text)).map((line) => line.replace(/^\S+ (.*)\. Fix.*$/, '$1'));

test.each([
  [
    '{ type: Container, min: { cpu: 1 }, max: { cpu: 500m } }',
    'spec.limits[0].min.cpu: got 1, above max 500m; wanted min, defaultRequest, default and max in this order, none above the next',
  ],
  [
    '{ type: Container, defaultRequest: { cpu: 1 }, default: { cpu: 500m } }',
    'spec.limits[0].defaultRequest.cpu: got 1, above default 500m; wanted min, defaultRequest, default and max in this order, none above the next',
  ],
  [
    '{ type: Container, min: { cpu: 1 }, default: { cpu: 500m } }',
    'spec.limits[0].min.cpu: got 1, above default 500m; wanted min, defaultRequest, default and max in this order, none above the next',
  ],
  [
    '{ type: Pod, default: { cpu: 1 }, max: { cpu: 500m } }',
    'spec.limits[0].default: got default for pods; wanted defaults for the type Container alone',
  ],
  ['{ type: PersistentVolumeClaim, max: { cpu: 1 } }', 'spec.limits[0]: got no bound for storage; wanted min or max of storage for claims'],
  ['{ type: Pod, max: { cpu: 1 } }, { type: Pod, min: { cpu: 1 } }', 'spec.limits[1].type: got Pod a second time; wanted each type once'],
  ['{ type: Pod, maxLimitRequestRatio: { cpu: 500m } }', 'spec.limits[0].maxLimitRequestRatio.cpu: got 500m; wanted a ratio from 1'],
])('%s is told', (text, message) => {
  expect(told(text)).toEqual([message]);
});

test.each([
  '{ type: Container, min: { cpu: 100m }, defaultRequest: { cpu: 0.1 }, default: { cpu: 1 }, max: { cpu: 1000m }, maxLimitRequestRatio: { cpu: 1 } }',
  '{ type: PersistentVolumeClaim, min: { storage: 1Gi } }',
  '{ type: Container, min: text, max: { cpu: many } }, null',
])('%s is accepted', (text) => {
  expect(told(text)).toEqual([]);
});
