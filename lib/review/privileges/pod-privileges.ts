import type { Severity } from '../../checks/finding';
import { POD_SECURITY_CONTROLS } from '../../checks/packs/pod-security';
import type { Breach, CheckTarget, Rule } from '../../checks/rule';
import { CONTAINER_RUNTIME_SOCKET } from '../../checks/rules/container-runtime-socket';
import { READ_ONLY_ROOT_FILESYSTEM } from '../../checks/rules/read-only-root-filesystem';
import { SENSITIVE_HOST_PATH } from '../../checks/rules/sensitive-host-path';
import { WRITABLE_HOST_MOUNT } from '../../checks/rules/writable-host-mount';
import { itemsAt, type Json, requiredTextAt } from '../../manifests/json';
import { identityOf, type Manifest } from '../../manifests/manifest';
import { ManifestSet } from '../../manifests/manifest-set';
import type { KubernetesVersion } from '../../model/kubernetes-version';

/** Something that pods may do and the Pod Security Standards or the hardening guides do not want them to. */
export interface Privilege {
  /** Id of the check that says so. */
  readonly rule: string;
  /** Level of the Pod Security Standards that it breaks; undefined beyond them. */
  readonly level?: 'baseline' | 'restricted';
  readonly severity: Severity;
  /** The container that has it; empty for the pods. */
  readonly container: string;
  readonly got: string;
}

interface Control {
  readonly rule: Rule;
  readonly level?: Privilege['level'];
}

const CONTROLS: readonly Control[] = [
  ...POD_SECURITY_CONTROLS.map((rule) => ({ rule, level: rule.level })),
  ...[READ_ONLY_ROOT_FILESYSTEM, CONTAINER_RUNTIME_SOCKET, SENSITIVE_HOST_PATH, WRITABLE_HOST_MOUNT].map((rule) => ({ rule })),
];

/** What the pods of some workloads may do that the strictest level forbids, by the identity of the workload. */
export function podPrivileges(
  workloads: readonly Manifest[],
  namespaces: readonly Manifest[],
  kubernetes: KubernetesVersion,
): ReadonlyMap<string, readonly Privilege[]> {
  const target: CheckTarget = {
    manifests: new ManifestSet([...workloads, ...namespaces]),
    kubernetes,
    settings: { podSecurity: 'restricted' },
  };
  const found = new Map<string, Privilege[]>(workloads.map((workload) => [identityOf(workload), []]));
  for (const { rule, level } of CONTROLS)
    for (const breach of rule.find(target)) found.get(identityOf(breach.manifest))?.push(privilegeOf(breach, rule, level));
  return found;
}

function privilegeOf({ manifest, field, got, severity }: Breach, rule: Rule, level: Privilege['level']): Privilege {
  return { rule: rule.id, ...(level && { level }), severity: severity ?? rule.severity, container: containerAt(manifest, field), got };
}

/** Name of the container that a field is in; places in lists change when another container comes before it. */
function containerAt(manifest: Manifest, field: Breach['field']): string {
  const list = field.findIndex((step) => step === 'containers' || step === 'initContainers' || step === 'ephemeralContainers');
  const index = field[list + 1];
  if (list < 0 || typeof index !== 'number') return '';
  const place = field.slice(0, list).map(String);
  const container: Json | undefined = itemsAt(manifest.body, ...place, `${field[list]}`)[index];
  return requiredTextAt(container, 'name');
}
