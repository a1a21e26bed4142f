import { indexedObjectsAt, type JsonObject, numberAt, objectAt, objectsAt, textAt, textRecordAt } from './json';
import type { Manifest } from './manifest';

export type Protocol = 'TCP' | 'UDP' | 'SCTP';

export const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

/** A port that a container declares. */
export interface ContainerPort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: Protocol;
}

/** A container of a pod template. A sidecar is an init container that keeps running. */
export interface ContainerView {
  readonly name: string;
  readonly role: 'main' | 'sidecar' | 'init' | 'ephemeral';
  readonly ports: readonly ContainerPort[];
  readonly body: JsonObject;
  /** Where it is, below the pod's template: `spec`, `containers`, 0. */
  readonly field: readonly (string | number)[];
}

/** The pods that a workload makes, alike for every kind of workload. */
export interface PodsView {
  readonly namespace: string;
  /** Name of the workload. */
  readonly name: string;
  /** Labels of the template. Those that a controller adds to each pod, such as `pod-template-hash`, are not known here. */
  readonly labels: Readonly<Record<string, string>>;
  readonly containers: readonly ContainerView[];
  /** Ports of the main containers and sidecars, where a named port of a Service or policy is looked up; ephemeral ones may have none. */
  readonly ports: readonly ContainerPort[];
  readonly spec: JsonObject;
  /** Where the template is in the manifest; empty for a pod. */
  readonly template: readonly string[];
  readonly manifest: Manifest;
}

/** Where each kind of workload has its pod template; a pod is its own. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  '/Pod': [],
  '/ReplicationController': ['spec', 'template'],
  'apps/Deployment': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'batch/Job': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
};

/** The pods of a workload; undefined for an object that makes none. */
export function podsOf(manifest: Manifest): PodsView | undefined {
  const path = TEMPLATES[`${manifest.group}/${manifest.kind}`];
  if (!path) return undefined;
  const template = objectAt(manifest.body, ...path);
  const spec = objectAt(template, 'spec');
  const containers = [
    ...containersIn(spec, 'initContainers', (c) => (textAt(c, 'restartPolicy') === 'Always' ? 'sidecar' : 'init')),
    ...containersIn(spec, 'containers', () => 'main'),
    ...containersIn(spec, 'ephemeralContainers', () => 'ephemeral'),
  ];
  return {
    namespace: manifest.namespace ?? 'default',
    name: manifest.name,
    labels: textRecordAt(template, 'metadata', 'labels'),
    containers,
    ports: containers.filter((c) => c.role === 'main' || c.role === 'sidecar').flatMap((c) => c.ports),
    spec,
    template: path,
    manifest,
  };
}

function containersIn(spec: JsonObject, list: string, roleOf: (body: JsonObject) => ContainerView['role']): ContainerView[] {
  return indexedObjectsAt(spec, list).map(([index, body]) => containerView(body, roleOf(body), ['spec', list, index]));
}

function containerView(body: JsonObject, role: ContainerView['role'], field: ContainerView['field']): ContainerView {
  return { name: textAt(body, 'name') ?? '', role, ports: objectsAt(body, 'ports').flatMap(containerPort), body, field };
}

function containerPort(body: JsonObject): ContainerPort[] {
  const port = numberAt(body, 'containerPort');
  const name = textAt(body, 'name');
  return port === undefined ? [] : [{ ...(name !== undefined && { name }), port, protocol: protocolOf(body) }];
}

/** TCP where nothing is said, as the API defaults it. */
export function protocolOf(body: JsonObject): Protocol {
  const protocol = textAt(body, 'protocol');
  return protocol === 'UDP' || protocol === 'SCTP' ? protocol : 'TCP';
}
