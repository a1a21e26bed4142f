import { parse } from 'yaml';
import type { JsonObject } from '../../../lib/manifests/json';
import { composeFiles } from '../../../lib/writers/compose/compose-files';
import type { AnyCompose } from '../../support/composed';
import { rawView, workload } from '../../support/raw-pods';

const container = (more: JsonObject = {}): JsonObject => ({ name: 'app', image: 'app:1', ...more });

/** The services of a Deployment with this container. */
function servicesOf(main: JsonObject): AnyCompose {
  const view = rawView([workload('Deployment', 'app', { containers: [main] })]);
  return parse(composeFiles(view, {}).get('compose.yaml') ?? '').services;
}

const ports = [{ name: 'http', containerPort: 8081 }];
const probed = (probe: JsonObject, more: JsonObject = {}): AnyCompose => servicesOf(container({ ports, readinessProbe: probe, ...more }));

test('a command is asked in the container itself', () => {
  const services = probed({ exec: { command: ['check', '$X'] }, timeoutSeconds: 4, failureThreshold: 2, periodSeconds: 7 });
  expect(services.app.healthcheck).toEqual({
    test: ['CMD', 'check', '$$X'],
    interval: '7s',
    timeout: '4s',
    retries: 2,
    start_period: '0s',
  });
  expect(services.app_health).toBeUndefined();
});

test('HTTP is asked by a service beside it, at the pace of the start, with the headers of the probe', () => {
  const startupProbe = { httpGet: { port: 'http' }, periodSeconds: 3, failureThreshold: 20, initialDelaySeconds: 1 };
  const httpGet = { path: '/ready?$x', port: 'http', scheme: 'HTTPS', httpHeaders: [{ name: 'Host', value: 'shop' }] };
  const services = probed({ httpGet }, { startupProbe });
  expect(services.app.healthcheck).toBeUndefined();
  const url = 'https://app:8081/ready?$$x';
  const asked = ['CMD', 'curl', '-fsSk', '-o', '/dev/null', '--max-time', '1', '-H', 'Host: shop', url];
  expect(services.app_health.healthcheck).toEqual({ test: asked, interval: '3s', timeout: '1s', retries: 3, start_period: '61s' });
  expect(services.app_health).toMatchObject({ networks: { app_health: {} }, depends_on: { app: { condition: 'service_started' } } });
  expect(services.app.networks).toEqual({ app_health: {} });
});

test('a port is dialled; gRPC is asked by its standard call', () => {
  expect(probed({ tcpSocket: { port: 6000 } }).app_health.healthcheck.test).toEqual(['CMD', 'nc', '-z', '-w', '1', 'app', '6000']);
  const [kind, script] = probed({ grpc: { port: 9000 } }).app_health.healthcheck.test;
  expect(kind).toBe('CMD-SHELL');
  expect(script).toContain(String.raw`printf '\000\000\000\000\000' | curl`);
  expect(script).toContain('http://app:9000/grpc.health.v1.Health/Check');
  expect(probed({ grpc: { port: 9000, service: 'ab' } }).app_health.healthcheck.test[1]).toContain(
    String.raw`printf '\000\000\000\000\004\012\002\141\142'`,
  );
});

test('without readiness, what else the container is asked; without any probe, it only has to run', () => {
  const live = servicesOf(container({ livenessProbe: { exec: { command: ['live'] } } }));
  expect(live.app.healthcheck.test).toEqual(['CMD', 'live']);
  expect(servicesOf(container({ readinessProbe: {} })).app.healthcheck).toBeUndefined();
});
