import { SPREAD_SELECTOR } from '../../../lib/checks/rules/spread-selector';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(SPREAD_SELECTOR, SPREAD_SELECTOR.wrong)).toEqual([
    "apps/Deployment//storefront spec.template.spec.topologySpreadConstraints[0].labelSelector: got one that does not select them; wanted a labelSelector that selects the pods' own labels. Fix: copy the labels of the workload's selector.",
  ]);
  expect(messagesOf(SPREAD_SELECTOR, SPREAD_SELECTOR.right)).toEqual([]);
});

test('no selector counts no pod, an empty one counts all', () => {
  expect(
    messagesOf(SPREAD_SELECTOR, edited(SPREAD_SELECTOR.wrong, '          labelSelector: { matchLabels: { app: shop } }\n', ''))[0],
  ).toContain('got none;');
  expect(messagesOf(SPREAD_SELECTOR, edited(SPREAD_SELECTOR.wrong, '{ matchLabels: { app: shop } }', '{}'))).toEqual([]);
});
