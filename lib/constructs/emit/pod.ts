import { k8s } from 'cdk8s-plus-27';
import { sortedRecord } from '../../core/order';
import { bytesQuantity, cpuQuantity } from '../../core/units';
import { antiAffinityOf, spreadOf } from '../../policy/availability';
import type { ContainerPlan, MountPlan, PodPlan, VolumePlan } from '../../policy/pod-plan';
import type { ProbeAction, ProbePlan } from '../../policy/probes';
import type { ResourcePlan } from '../../policy/resources';
import { ADDABLE_CAPABILITY, containerSecurity, podSecurity } from '../../policy/security';
import { serves } from '../../policy/version-gates';
import { renderEnv, secretPaths } from './env';
import { type Owner, objectLabels } from './metadata';

/** How the pod template of a kind differs. */
export interface PodShape {
  /** Label with the revision of the pods; left out for jobs, which are not spread. */
  readonly revisionLabel?: string;
  /** Left out, the API's default (Always). */
  readonly restartPolicy?: 'OnFailure' | 'Never';
}

/** A pod template from a decided pod. Fields newer than the generated classes are set by newer-fields.ts. */
export function podTemplate(owner: Owner, plan: PodPlan, shape: PodShape): k8s.PodTemplateSpec {
  const { name } = owner.component;
  const paths = secretPaths(plan);
  const native = serves(owner.shop.cluster.kubernetes, 'nativeSidecar');
  const render = (c: ContainerPlan) => container(name, c, paths);
  const spread = shape.revisionLabel !== undefined;
  return {
    metadata: {
      labels: objectLabels(owner),
      ...(Object.keys(plan.annotations).length > 0 && { annotations: sortedRecord(plan.annotations) }),
    },
    spec: {
      serviceAccountName: name,
      automountServiceAccountToken: plan.serviceAccountToken,
      enableServiceLinks: false,
      priorityClassName: `${owner.shop.name}-${plan.priority}`,
      terminationGracePeriodSeconds: plan.graceSeconds,
      securityContext: podSecurity(
        plan.user,
        plan.containers.some((c) => c.capabilities.includes(ADDABLE_CAPABILITY)),
      ),
      ...(shape.restartPolicy && { restartPolicy: shape.restartPolicy }),
      ...(plan.runtimeClass && { runtimeClassName: plan.runtimeClass }),
      ...(Object.keys(plan.nodeSelector).length > 0 && { nodeSelector: sortedRecord(plan.nodeSelector) }),
      ...(plan.tolerations.length > 0 && { tolerations: [...plan.tolerations] }),
      ...(spread && { affinity: antiAffinityOf(name), topologySpreadConstraints: spreadOf(name, shape.revisionLabel ?? '') }),
      ...initContainers(plan, native, render),
      containers: [...plan.containers, ...(native ? [] : plan.sidecars)].map(render),
      ...(plan.volumes.length > 0 && { volumes: plan.volumes.map(volume) }),
    },
  };
}

/** Sidecars stand before the init containers, which may need them (a proxy to the database, for a migration). */
function initContainers(plan: PodPlan, native: boolean, render: (c: ContainerPlan) => k8s.Container): Pick<k8s.PodSpec, 'initContainers'> {
  const inits = [...(native ? plan.sidecars : []), ...plan.inits];
  return inits.length > 0 ? { initContainers: inits.map(render) } : {};
}

function container(component: string, c: ContainerPlan, paths: ReadonlyMap<string, string>): k8s.Container {
  return {
    name: c.name,
    image: c.image,
    imagePullPolicy: c.alwaysPull ? 'Always' : 'IfNotPresent',
    ...(c.command && { command: [...c.command] }),
    ...(c.args && { args: [...c.args] }),
    ...(c.ports.length > 0 && { ports: c.ports.map((p) => ({ name: p.name, containerPort: p.port, protocol: p.transport })) }),
    ...(c.env.length > 0 && { env: renderEnv(component, c.env, paths) }),
    resources: resources(c.resources),
    securityContext: containerSecurity(c.user, c.capabilities),
    ...(c.probes.startup && { startupProbe: probe(c.probes.startup) }),
    ...(c.probes.readiness && { readinessProbe: probe(c.probes.readiness) }),
    ...(c.probes.liveness && { livenessProbe: probe(c.probes.liveness) }),
    ...(c.preStop?.kind === 'exec' && { lifecycle: { preStop: { exec: { command: [...c.preStop.command] } } } }),
    ...(c.mounts.length > 0 && { volumeMounts: c.mounts.map(mount) }),
  };
}

function resources(r: ResourcePlan): k8s.ResourceRequirements {
  const quantity = k8s.Quantity.fromString;
  return {
    requests: {
      cpu: quantity(cpuQuantity(r.cpuRequest)),
      memory: quantity(bytesQuantity(r.memoryRequest)),
      'ephemeral-storage': quantity(bytesQuantity(r.ephemeralStorage)),
    },
    limits: {
      ...(r.cpuLimit !== undefined && { cpu: quantity(cpuQuantity(r.cpuLimit)) }),
      memory: quantity(bytesQuantity(r.memoryLimit)),
      'ephemeral-storage': quantity(bytesQuantity(r.ephemeralStorage)),
    },
  };
}

function probe({ action, ...timing }: ProbePlan): k8s.Probe {
  return { ...probeAction(action), ...timing };
}

function probeAction(action: ProbeAction): Pick<k8s.Probe, 'httpGet' | 'grpc' | 'tcpSocket' | 'exec'> {
  switch (action.kind) {
    case 'http': {
      const httpHeaders = Object.entries(action.headers).map(([name, value]) => ({ name, value }));
      return {
        httpGet: { path: action.path, port: k8s.IntOrString.fromString(action.port), ...(httpHeaders.length > 0 && { httpHeaders }) },
      };
    }
    case 'grpc':
      return { grpc: { port: action.port, ...(action.service !== undefined && { service: action.service }) } };
    case 'tcp':
      return { tcpSocket: { port: k8s.IntOrString.fromString(action.port) } };
    case 'exec':
      return { exec: { command: [...action.command] } };
  }
}

function mount({ volume: name, path: mountPath, subPath, readOnly }: MountPlan): k8s.VolumeMount {
  return { name, mountPath, ...(subPath !== undefined && { subPath }), ...(readOnly && { readOnly }) };
}

/** 0440: readable by the group of the pod and nobody else. */
const GROUP_READABLE = 0o440;

function volume({ name, source }: VolumePlan): k8s.Volume {
  switch (source.kind) {
    case 'empty':
      return {
        name,
        emptyDir: { ...(source.memory && { medium: 'Memory' }), sizeLimit: k8s.Quantity.fromString(bytesQuantity(source.bytes)) },
      };
    case 'secret':
      return {
        name,
        secret: { secretName: source.secret, defaultMode: GROUP_READABLE, items: source.keys.map((key) => ({ key, path: key })) },
      };
    case 'config':
      return { name, configMap: { name: source.configMap } };
    case 'claim':
      return { name, persistentVolumeClaim: { claimName: source.claim } };
  }
}
