import { isObject, type JsonObject, numberAt, objectAt, textAt, textsAt } from '../manifests/json';
import type { ContainerView } from '../manifests/pods';

export const PROBES = ['startupProbe', 'livenessProbe', 'readinessProbe'] as const;
export type ProbeName = (typeof PROBES)[number];

/** A port that a probe asks. */
export interface ProbedPort {
  /** Where it is, below the container. */
  readonly field: readonly string[];
  /** A number, or the name of one of the container's ports. */
  readonly port: number | string;
}

/** The probe of a container; undefined where it has none. */
export function probeOf({ body }: ContainerView, name: ProbeName): JsonObject | undefined {
  const probe = body[name];
  return isObject(probe) ? probe : undefined;
}

/** The port of the container that a probe asks; undefined for a command, and for one that asks another host. */
export function probedPort(container: ContainerView, name: ProbeName): ProbedPort | undefined {
  const probe = probeOf(container, name);
  for (const handler of ['httpGet', 'tcpSocket', 'grpc']) {
    const port = numberAt(probe, handler, 'port') ?? textAt(probe, handler, 'port');
    if (port !== undefined && textAt(probe, handler, 'host') === undefined) return { field: [name, handler, 'port'], port };
  }
  return undefined;
}

/** Seconds that a container may fail a probe before it counts: the API's defaults are 10 s, three times. */
export function patience(probe: JsonObject): number {
  return (numberAt(probe, 'periodSeconds') ?? 10) * (numberAt(probe, 'failureThreshold') ?? 3);
}

/** What a probe asks, as a text that is the same for the same question; undefined where it asks nothing. */
export function question(container: ContainerView, name: ProbeName): string | undefined {
  const probe = probeOf(container, name);
  const asked = probedPort(container, name)?.port;
  const port = container.ports.find((p) => p.name === asked)?.port ?? asked;
  const { httpGet, tcpSocket, grpc, exec } = probe ?? {};
  if (isObject(httpGet)) return `GET ${textAt(httpGet, 'path') ?? '/'} at port ${port}`;
  if (isObject(tcpSocket)) return `a connection to port ${port}`;
  if (isObject(grpc)) return `gRPC "${textAt(grpc, 'service') ?? ''}" at port ${port}`;
  return isObject(exec) ? `the command ${JSON.stringify(textsAt(objectAt(exec), 'command'))}` : undefined;
}
