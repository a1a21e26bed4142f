import { PROBE_PORT } from '../../../lib/checks/rules/probe-port';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(PROBE_PORT, PROBE_PORT.wrong)).toEqual([
    "/Pod//storefront spec.containers[0].readinessProbe.httpGet.port: got port web, where http (8080) is all that is declared; wanted one of the container's own ports. Fix: declare the port, or ask one that is declared.",
  ]);
  expect(messagesOf(PROBE_PORT, PROBE_PORT.right)).toEqual([]);
});

test('a number that is not declared is told, and one that is declared is not', () => {
  const asked = (port: string) => edited(PROBE_PORT.wrong, 'port: web', `port: ${port}`);
  expect(messagesOf(PROBE_PORT, asked('9090'))[0]).toContain('got port 9090, where http (8080) is all that is declared');
  expect(messagesOf(PROBE_PORT, asked('8080'))).toEqual([]);
});

test('a container that declares nothing is told so', () => {
  expect(messagesOf(PROBE_PORT, edited(PROBE_PORT.wrong, 'ports: [{ name: http, containerPort: 8080 }]', 'ports: []'))[0]).toContain(
    'got port web, and no port is declared',
  );
});

test.each(['startupProbe', 'livenessProbe'])('a %s is looked at too', (probe) => {
  expect(messagesOf(PROBE_PORT, edited(PROBE_PORT.wrong, 'readinessProbe', probe))).toHaveLength(1);
});

test.each(['tcpSocket: { port: web }', 'grpc: { port: 9090 }'])('a probe by %s is looked at too', (handler) => {
  expect(messagesOf(PROBE_PORT, edited(PROBE_PORT.wrong, 'httpGet: { path: /readyz, port: web }', handler))).toHaveLength(1);
});

test.each(['exec: { command: ["true"] }', 'httpGet: { host: other.example, port: 9090 }'])(
  'a probe by %s asks no port of the container',
  (handler) => {
    expect(messagesOf(PROBE_PORT, edited(PROBE_PORT.wrong, 'httpGet: { path: /readyz, port: web }', handler))).toEqual([]);
  },
);

test('a sidecar is asked by its own ports', () => {
  const sidecar = edited(
    PROBE_PORT.wrong,
    '  containers:\n    - name: app',
    "  containers: [{ name: web, image: 'a:1', ports: [{ name: web, containerPort: 80 }] }]\n  initContainers:\n    - name: app\n      restartPolicy: Always",
  );
  expect(messagesOf(PROBE_PORT, sidecar)).toHaveLength(1);
});
