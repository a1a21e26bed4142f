import { PROBE_FIELDS } from '../../../lib/checks/rules/probe-fields';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(PROBE_FIELDS, PROBE_FIELDS.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].livenessProbe.successThreshold: got 2; wanted successThreshold 1, which only a readiness probe may exceed. Fix: remove the field.',
  ]);
  expect(messagesOf(PROBE_FIELDS, PROBE_FIELDS.right)).toEqual([]);
});

test('a readiness probe may ask for several successes', () => {
  expect(messagesOf(PROBE_FIELDS, edited(PROBE_FIELDS.wrong, 'livenessProbe', 'readinessProbe'))).toEqual([]);
});

test('a startup probe may not', () => {
  expect(messagesOf(PROBE_FIELDS, edited(PROBE_FIELDS.wrong, 'livenessProbe', 'startupProbe'))).toHaveLength(1);
});

test('a grace of its own is refused for a readiness probe only', () => {
  const graced = (probe: string) =>
    edited(
      PROBE_FIELDS.wrong,
      'livenessProbe: { httpGet: { path: /livez, port: 8080 }, successThreshold: 2 }',
      `${probe}: { httpGet: { port: 8080 }, terminationGracePeriodSeconds: 5 }`,
    );
  expect(messagesOf(PROBE_FIELDS, graced('livenessProbe'))).toEqual([]);
  expect(messagesOf(PROBE_FIELDS, graced('readinessProbe'))).toEqual([
    '/Pod//storefront spec.containers[0].readinessProbe.terminationGracePeriodSeconds: got 5; wanted none, because a readiness probe ends nothing. Fix: remove the field.',
  ]);
});

test('one success is what a liveness probe has anyway', () => {
  expect(messagesOf(PROBE_FIELDS, edited(PROBE_FIELDS.wrong, 'successThreshold: 2', 'successThreshold: 1'))).toEqual([]);
});
