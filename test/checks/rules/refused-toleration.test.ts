import { REFUSED_TOLERATION } from '../../../lib/checks/rules/refused-toleration';
import { messagesOf } from '../../support/checked';

const object = (text: string): string => `{ apiVersion: v1, kind: Pod, metadata: { name: it }, spec: { tolerations: [{ ${text} }] } }`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(REFUSED_TOLERATION, REFUSED_TOLERATION.wrong)).toEqual([
    '/Pod//storefront spec.tolerations[0].value: got "sale" beside Exists; wanted no value, or Equal. Fix: remove the value, or write Equal.',
  ]);
  expect(messagesOf(REFUSED_TOLERATION, REFUSED_TOLERATION.right)).toEqual([]);
});

const told = (text: string): string[] =>
  messagesOf(REFUSED_TOLERATION, object(text)).map((line) => line.replace(/^\S+ (.*)\. Fix.*$/, '$1'));

test.each([
  ['operator: Equal, value: a', 'spec.tolerations[0].operator: got Equal without a key; wanted Exists, which without a key means all'],
  ['effect: NoSchedule', 'spec.tolerations[0].operator: got Equal without a key; wanted Exists, which without a key means all'],
  ['key: a b, operator: Exists', 'spec.tolerations[0].key: got "a b"; wanted a key that a label may have'],
  ['key: a, value: a b', 'spec.tolerations[0].value: got "a b"; wanted a value that a label may have'],
  [
    'key: a, operator: Exists, tolerationSeconds: 30',
    'spec.tolerations[0].tolerationSeconds: got 30 beside every effect; wanted the effect NoExecute, which alone ends pods',
  ],
  [
    'key: a, operator: Exists, effect: NoSchedule, tolerationSeconds: 0',
    'spec.tolerations[0].tolerationSeconds: got 0 beside NoSchedule; wanted the effect NoExecute, which alone ends pods',
  ],
])('%s is told', (text, message) => {
  expect(told(text)).toEqual([message]);
});

test.each([
  'operator: Exists',
  'key: a',
  'key: shop.example/pool, value: sale, effect: NoExecute, tolerationSeconds: 0',
  'key: a, operator: Exists, value: "", tolerationSeconds: null',
])('%s is accepted', (text) => {
  expect(told(text)).toEqual([]);
});
