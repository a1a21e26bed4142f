import type { AnyManifest } from '../../../support/synthesis';
import { kubectl, kubectlJson } from '../../kubectl';
import { TOOLBOX } from './toolbox';

const NAMESPACE = 'proof-hands';
const LABELS = { app: 'hands' };
/** The cgroup names the container, so its siblings and the sandbox of the pod live on, as in a crash. */
const KILL = 'for p in $(grep -l "$1" /proc/[0-9]*/cgroup | cut -d/ -f3); do kill -9 "$p" && echo "$p"; done; date +%s.%N';

/** A privileged pod on each node: it kills what runs there, and sends requests from outside of the shop. */
export function startHands(): void {
  kubectl(['apply', '-f', '-'], { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
  const securityContext = { privileged: true, runAsUser: 0 };
  const containers = [{ name: 'hands', image: TOOLBOX, command: ['sleep', '1800'], securityContext }];
  const template = { metadata: { labels: LABELS }, spec: { hostPID: true, terminationGracePeriodSeconds: 0, containers } };
  const spec = { selector: { matchLabels: LABELS }, template };
  kubectl(['apply', '-f', '-'], { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'hands', namespace: NAMESPACE }, spec });
  kubectl(['rollout', 'status', 'daemonset/hands', '-n', NAMESPACE, '--timeout=60s']);
}

/** Takes the hands away. */
export function removeHands(): void {
  kubectl(['delete', 'namespace', NAMESPACE, '--wait=false', '--ignore-not-found']);
}

/** Kills every process of a pod's first container with -9; gives the time of the last kill by the node's clock, in seconds. */
export function killContainer(pod: AnyManifest): number {
  const id = pod.status.containerStatuses[0].containerID.split('//')[1];
  const lines = exec(handsOn(pod.spec.nodeName), ['sh', '-c', KILL, 'kill', id]).trim().split('\n');
  if (lines.length < 2) throw new Error(`nothing runs in ${pod.metadata.name}`);
  return Number(lines[lines.length - 1]);
}

/** What a shell script prints that runs outside of the shop. */
export function shell(program: string, ...args: string[]): string {
  return exec(handsOn(), ['sh', '-c', program, ...args]);
}

/** Name of the pod on a node. */
export function handsOn(node?: string): string {
  const { items } = kubectlJson('get', 'pods', '-n', NAMESPACE, '-l', 'app=hands');
  return items.find((pod: AnyManifest) => node === undefined || pod.spec.nodeName === node).metadata.name;
}

/** Arguments of kubectl that run a command in a pod of the hands. */
export function inHands(pod: string, command: readonly string[]): string[] {
  return ['exec', pod, '-n', NAMESPACE, '--', ...command];
}

function exec(pod: string, command: readonly string[]): string {
  return kubectl(inHands(pod, command));
}
