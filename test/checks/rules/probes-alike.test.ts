import { PROBES_ALIKE } from '../../../lib/checks/rules/probes-alike';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(PROBES_ALIKE, PROBES_ALIKE.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].livenessProbe: got GET /healthz at port 8080, for 30 s, as the readiness probe does for 30 s; wanted a liveness probe that asks less than the readiness probe, or gives up later. Fix: ask another path, or raise failureThreshold of the liveness probe.',
  ]);
  expect(messagesOf(PROBES_ALIKE, PROBES_ALIKE.right)).toEqual([]);
});

const READINESS = 'readinessProbe: { httpGet: { path: /healthz, port: 8080 } }';

test.each([
  ['another path', 'readinessProbe: { httpGet: { path: /readyz, port: 8080 } }'],
  ['another port', 'readinessProbe: { httpGet: { path: /healthz, port: 9090 } }'],
  ['another way', 'readinessProbe: { tcpSocket: { port: 8080 } }'],
  ['less patience', 'readinessProbe: { httpGet: { path: /healthz, port: 8080 }, periodSeconds: 5 }'],
  ['no readiness probe', ''],
])('%s is accepted', (_, readiness) => {
  expect(messagesOf(PROBES_ALIKE, edited(PROBES_ALIKE.wrong, READINESS, readiness))).toEqual([]);
});

test('more patience for readiness than for liveness is refused', () => {
  expect(
    messagesOf(
      PROBES_ALIKE,
      edited(PROBES_ALIKE.wrong, READINESS, edited(READINESS, 'port: 8080 }', 'port: 8080 }, failureThreshold: 6')),
    )[0],
  ).toContain('for 30 s, as the readiness probe does for 60 s');
});

test('a port is the same by its name and by its number', () => {
  const named = edited(
    edited(PROBES_ALIKE.wrong, READINESS, edited(READINESS, '8080', 'http')),
    '      livenessProbe',
    '      ports: [{ name: http, containerPort: 8080 }]\n      livenessProbe',
  );
  expect(messagesOf(PROBES_ALIKE, named)).toHaveLength(1);
});

test.each(['exec: { command: [check] }', 'grpc: { port: 8080 }', 'tcpSocket: { port: 8080 }'])('%s in both is refused', (handler) => {
  const both = edited(
    edited(PROBES_ALIKE.wrong, 'httpGet: { path: /healthz, port: 8080 }', handler),
    'httpGet: { path: /healthz, port: 8080 }',
    handler,
  );
  expect(messagesOf(PROBES_ALIKE, both)).toHaveLength(1);
});

test('probes that ask nothing are not alike', () => {
  expect(messagesOf(PROBES_ALIKE, PROBES_ALIKE.wrong.replaceAll('httpGet: { path: /healthz, port: 8080 }', 'failureThreshold: 3'))).toEqual(
    [],
  );
});
