import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { AnyManifest } from '../../../support/synthesis';
import { attempt, eventually, kubectl, kubectlJson } from '../../kubectl';
import { TOOLBOX } from './toolbox';

/** Label of the pods that are only there to dial and to be dialled. */
export const STAND_INS = 'proof.shop/stand-in';

const CONTAINER = 'dialer';
const PYTHON = readFileSync(path.join(__dirname, 'dial.py'), 'utf8');
/** Calls of kubectl at a time. */
const AT_ONCE = 4;
/** Ends at once with its pod: the first process of a container gets no signal that it does not ask for. */
const AWAIT_END = 'from signal import *; pthread_sigmask(SIG_BLOCK, [SIGTERM]); sigwait([SIGTERM])';
/** What Pod Security `restricted` asks of a container. */
const RESTRICTED = {
  runAsNonRoot: true,
  runAsUser: 100,
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};

/** A pod that connections are tried from; those of one component share its name. */
export interface Dialer {
  readonly name: string;
  readonly namespace: string;
  readonly pod: string;
  readonly address: string;
  /** Ports that its manifest says are open. */
  readonly declared: readonly number[];
}

/** Where a connection is tried to. */
export interface Target {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

/** Makes a bare pod that listens on 8080, from which connections can be tried. */
export function standIn(name: string, namespace: string, labels: Readonly<Record<string, string>>): void {
  const command = ['python3', '-c', `import socket; s = socket.create_server(("", 8080), backlog=512); ${AWAIT_END}`];
  kubectl(['apply', '-f', '-'], {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: { ...labels, [STAND_INS]: name } },
    spec: { terminationGracePeriodSeconds: 0, containers: [{ name: CONTAINER, image: TOOLBOX, command, securityContext: RESTRICTED }] },
  });
}

/** Every running pod of a namespace as a dialer; those that are not stand-ins get a container for it beside their own. */
export async function dialersIn(namespace: string, selector = ''): Promise<Dialer[]> {
  const pods = () => kubectlJson('get', 'pods', '-n', namespace, '-l', selector).items.filter(isAlive) as AnyManifest[];
  for (const pod of pods()) if (!hasDialer(pod)) attach(pod);
  const ready = () => pods().every(canDial);
  if (!(await eventually(ready, 120))) throw new Error(`not every pod of ${namespace} can dial`);
  return pods().map((pod) => ({
    name: pod.metadata.labels?.[STAND_INS] ?? pod.metadata.labels?.['app.kubernetes.io/instance'] ?? pod.metadata.name,
    namespace,
    pod: pod.metadata.name,
    address: pod.status.podIP,
    declared: declaredPorts(pod),
  }));
}

/** TCP ports that the containers of a pod and their probes name. */
export function declaredPorts({ spec }: AnyManifest): number[] {
  const containers: AnyManifest[] = [...spec.containers, ...(spec.initContainers ?? [])];
  const ports = containers.flatMap((container) => {
    const own: AnyManifest[] = container.ports ?? [];
    const probed = [container.livenessProbe, container.readinessProbe, container.startupProbe].map(
      (probe) => probe?.httpGet?.port ?? probe?.tcpSocket?.port ?? probe?.grpc?.port,
    );
    return [...own.filter((p) => p.protocol !== 'UDP').map((p) => p.containerPort), ...probed.filter((p) => typeof p === 'number')];
  });
  return [...new Set<number>(ports)].sort((a, b) => a - b);
}

/** TCP ports on which a pod listens at more than its loopback address. */
export async function listening(dialers: readonly Dialer[]): Promise<Map<Dialer, number[]>> {
  const found = await eachOf(dialers, (dialer) => run(dialer, 'listening', []));
  return new Map(dialers.map((dialer, i) => [dialer, found[i] as number[]]));
}

/** For each dialer, which of its targets answered. */
export async function dial(plan: ReadonlyMap<Dialer, readonly Target[]>): Promise<Map<Dialer, boolean[]>> {
  const dialers = [...plan.keys()];
  const answers = await eachOf(dialers, (dialer) => run(dialer, 'dial', plan.get(dialer) ?? []));
  return new Map(dialers.map((dialer, i) => [dialer, answers[i] as boolean[]]));
}

function isAlive({ metadata, status }: AnyManifest): boolean {
  return metadata.deletionTimestamp === undefined && (status.phase === 'Running' || status.phase === 'Pending');
}

function hasDialer({ spec }: AnyManifest): boolean {
  return [...spec.containers, ...(spec.ephemeralContainers ?? [])].some((c) => c.name === CONTAINER);
}

function canDial({ status }: AnyManifest): boolean {
  const all: AnyManifest[] = [...(status.containerStatuses ?? []), ...(status.ephemeralContainerStatuses ?? [])];
  return all.some((c) => c.name === CONTAINER && c.state.running !== undefined);
}

function attach({ metadata: { name, namespace } }: AnyManifest): void {
  const command = ['python3', '-c', AWAIT_END];
  const dialer = { name: CONTAINER, image: TOOLBOX, command, securityContext: RESTRICTED };
  const patch = JSON.stringify({ spec: { ephemeralContainers: [dialer] } });
  const { status, stderr } = attempt(['patch', 'pod', name, '-n', namespace, '--subresource=ephemeralcontainers', '-p', patch]);
  if (status !== 0) throw new Error(`${name} gets no dialer: ${stderr}`);
}

function run(dialer: Dialer, verb: 'listening' | 'dial', targets: readonly Target[]): Promise<unknown> {
  const args = ['exec', '-i', dialer.pod, '-n', dialer.namespace, '-c', CONTAINER, '--', 'python3', '-c', PYTHON, verb];
  return new Promise((resolve, reject) => {
    const child = execFile('kubectl', args, (error, stdout) => (error ? reject(error) : resolve(JSON.parse(stdout))));
    child.stdin?.end(JSON.stringify(targets));
  });
}

async function eachOf<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let i = 0; i < items.length; i += AT_ONCE) results.push(...(await Promise.all(items.slice(i, i + AT_ONCE).map(work))));
  return results;
}
