import { at, type JsonObject, numberAt, objectAt, objectsAt, textAt, textsAt } from '../../manifests/json';
import type { ContainerView } from '../../manifests/pods';
import { composeText } from './parts';

/** A healthcheck of Compose. */
export interface Healthcheck {
  readonly test: readonly string[];
  readonly interval: string;
  readonly timeout: string;
  readonly retries: number;
  readonly start_period: string;
}

/** How a service is asked whether it is ready: by a program of its own image, or over the network by another service. */
export interface Health {
  readonly asked: 'inside' | 'outside';
  readonly check: Healthcheck;
}

/**
 * The readiness probe of a container, else what it is asked in its place. Asked as often as the start-up probe asks,
 * since here it is the start that somebody waits for.
 *
 * @param host name of the service on the network
 */
export function healthOf({ body, ports }: ContainerView, host: string): Health | undefined {
  const [probe] = ['readinessProbe', 'startupProbe', 'livenessProbe'].map((field) => objectAt(body, field)).filter(asksSomething);
  if (!probe) return undefined;
  const portOf = (value: unknown): number => (typeof value === 'number' ? value : (ports.find(({ name }) => name === value)?.port ?? 0));
  const command = textsAt(probe, 'exec', 'command');
  const asked = command.length > 0 ? 'inside' : 'outside';
  const start = objectAt(body, 'startupProbe');
  return {
    asked,
    check: {
      test: asked === 'inside' ? ['CMD', ...command.map(composeText)] : networkTest(probe, host, portOf),
      interval: `${numberAt(start, 'periodSeconds') ?? numberAt(probe, 'periodSeconds') ?? 10}s`,
      timeout: `${secondsOf(probe)}s`,
      retries: numberAt(probe, 'failureThreshold') ?? 3,
      start_period: `${startSeconds(start) + (numberAt(probe, 'initialDelaySeconds') ?? 0)}s`,
    },
  };
}

function asksSomething(probe: JsonObject): boolean {
  return ['exec', 'httpGet', 'tcpSocket', 'grpc'].some((kind) => at(probe, kind) !== undefined);
}

/** Longest start; the API's defaults where a probe does not say. */
function startSeconds(start: JsonObject): number {
  if (!asksSomething(start)) return 0;
  const initial = numberAt(start, 'initialDelaySeconds') ?? 0;
  return initial + (numberAt(start, 'failureThreshold') ?? 3) * (numberAt(start, 'periodSeconds') ?? 10);
}

function secondsOf(probe: JsonObject): number {
  return numberAt(probe, 'timeoutSeconds') ?? 1;
}

function networkTest(probe: JsonObject, host: string, portOf: (value: unknown) => number): string[] {
  const limit = ['--max-time', `${secondsOf(probe)}`];
  if (at(probe, 'httpGet')) {
    const { scheme = 'HTTP', path = '/', port } = objectAt(probe, 'httpGet');
    const headers = objectsAt(probe, 'httpGet', 'httpHeaders').flatMap((h) => ['-H', `${textAt(h, 'name')}: ${textAt(h, 'value')}`]);
    const url = `${`${scheme}`.toLowerCase()}://${host}:${portOf(port)}${path}`;
    // The kubelet looks at no certificate and follows no redirect either.
    return ['CMD', 'curl', '-fsSk', '-o', '/dev/null', ...limit, ...headers, url].map(composeText);
  }
  if (at(probe, 'grpc')) return ['CMD-SHELL', composeText(grpcTest(probe, host))];
  return ['CMD', 'nc', '-z', '-w', `${secondsOf(probe)}`, host, `${portOf(at(probe, 'tcpSocket', 'port'))}`];
}

/**
 * The standard health call by hand: an empty HealthCheckRequest, or one with the name of a service, as one uncompressed
 * message; the answer SERVING is field 1, value 1.
 * @see https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md
 * @see https://github.com/grpc/grpc-proto/blob/master/grpc/health/v1/health.proto
 */
function grpcTest(probe: JsonObject, host: string): string {
  const service = textAt(probe, 'grpc', 'service') ?? '';
  const name = Buffer.from(service);
  const message = name.length === 0 ? [] : [0x0a, name.length, ...name];
  const octal = [0, 0, 0, 0, message.length, ...message].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
  const url = `http://${host}:${numberAt(probe, 'grpc', 'port')}/grpc.health.v1.Health/Check`;
  return [
    `printf '${octal}'`,
    `curl -sS --http2-prior-knowledge --max-time ${secondsOf(probe)} -H 'content-type: application/grpc' -H 'te: trailers' --data-binary @- ${url}`,
    'od -An -v -tx1',
    "grep -q '00 00 00 00 02 08 01'",
  ].join(' | ');
}
