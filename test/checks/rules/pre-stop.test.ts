import { PRE_STOP } from '../../../lib/checks/rules/pre-stop';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(PRE_STOP, PRE_STOP.wrong)).toEqual([
    'apps/Deployment//storefront spec.template.spec.containers: got none; wanted a preStop that waits, on a container behind a Service. Fix: sleep for as long as endpoints take to spread, or let the application wait.',
  ]);
  expect(messagesOf(PRE_STOP, PRE_STOP.right)).toEqual([]);
});

test('what no Service sends requests to may end at once', () => {
  expect(messagesOf(PRE_STOP, edited(PRE_STOP.wrong, 'kind: Service', 'kind: Other'))).toEqual([]);
});

test('what is no Deployment is left to its maker', () => {
  expect(messagesOf(PRE_STOP, edited(PRE_STOP.wrong, 'kind: Deployment', 'kind: StatefulSet'))).toEqual([]);
});

test('one container that waits is enough, because pods end as a whole', () => {
  const beside = edited(PRE_STOP.right, '      containers:\n', "      containers:\n        - { name: log, image: 'l:1' }\n");
  expect(messagesOf(PRE_STOP, beside)).toEqual([]);
});
