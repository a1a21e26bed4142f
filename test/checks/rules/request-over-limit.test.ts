import { podWith } from '../../../lib/checks/resource-rule';
import { REQUEST_OVER_LIMIT } from '../../../lib/checks/rules/request-over-limit';
import { messagesOf } from '../../support/checked';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(REQUEST_OVER_LIMIT, REQUEST_OVER_LIMIT.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].resources.requests.memory: got 1Gi, above the limit of 512Mi; wanted a request up to the limit. Fix: raise the limit, or lower the request.',
  ]);
  expect(messagesOf(REQUEST_OVER_LIMIT, REQUEST_OVER_LIMIT.right)).toEqual([]);
});

test.each([
  ['{ requests: { cpu: 1 }, limits: { cpu: 500m } }', 'got 1, above the limit of 500m'],
  ['{ requests: { cpu: "1.5" }, limits: { cpu: 1 } }', 'got 1.5, above the limit of 1'],
  ['{ requests: { memory: 1Gi }, limits: { memory: 1G } }', 'got 1Gi, above the limit of 1G'],
  ['{ requests: { example.com/gpu: 2 }, limits: { example.com/gpu: 1 } }', 'got 2, above the limit of 1'],
])('%s is refused', (resources, text) => {
  expect(messagesOf(REQUEST_OVER_LIMIT, podWith(resources))[0]).toContain(text);
});

test.each([
  '{ requests: { cpu: 1000m }, limits: { cpu: 1 } }',
  '{ requests: { cpu: 1 } }',
  '{ requests: { cpu: x }, limits: { cpu: 1 } }',
  '{ requests: { memory: 1e3 }, limits: { memory: 1k } }',
])('%s is accepted', (resources) => {
  expect(messagesOf(REQUEST_OVER_LIMIT, podWith(resources))).toEqual([]);
});
