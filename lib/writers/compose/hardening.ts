import { at, itemsAt, type JsonObject, numberAt, objectAt, objectsAt, textsAt } from '../../manifests/json';
import type { ContainerView } from '../../manifests/pods';
import { quantityOf } from '../../manifests/quantity';

/**
 * Processes and threads of a container: room for a JVM or a broker many times over, and an end to what forks without one.
 * The kubelet has such a limit for pods too, which no manifest shows.
 * @see https://kubernetes.io/docs/concepts/policy/pid-limiting/
 */
const PROCESSES = 1024;

/** What a process may do, as the manifest says it, and how much it may take. */
export function hardeningOf({ body }: ContainerView, spec: JsonObject): object {
  const own = objectAt(body, 'securityContext');
  const ofPod = objectAt(spec, 'securityContext');
  const user = numberAt(own, 'runAsUser') ?? numberAt(ofPod, 'runAsUser');
  const group = numberAt(own, 'runAsGroup') ?? numberAt(ofPod, 'runAsGroup');
  const groups = [numberAt(ofPod, 'fsGroup'), ...itemsAt(ofPod, 'supplementalGroups')].filter((g) => g !== undefined && g !== group);
  const sysctls = objectsAt(ofPod, 'sysctls').map(({ name, value }) => [`${name}`, `${value}`]);
  return {
    ...(user !== undefined && { user: group === undefined ? `${user}` : `${user}:${group}` }),
    ...(groups.length > 0 && { group_add: [...new Set(groups.map((g) => `${g}`))] }),
    ...(at(own, 'readOnlyRootFilesystem') === true && { read_only: true }),
    ...list('cap_drop', textsAt(own, 'capabilities', 'drop')),
    ...list('cap_add', textsAt(own, 'capabilities', 'add')),
    ...(at(own, 'privileged') === true && { privileged: true }),
    ...(at(own, 'allowPrivilegeEscalation') === false && { security_opt: ['no-new-privileges:true'] }),
    ...(sysctls.length > 0 && { sysctls: Object.fromEntries(sysctls) }),
    ...limits(body),
    pids_limit: PROCESSES,
  };
}

function limits(body: JsonObject): object {
  const memory = quantityOf(at(body, 'resources', 'limits', 'memory'));
  const cpus = quantityOf(at(body, 'resources', 'limits', 'cpu'));
  return { ...(memory !== undefined && { mem_limit: dockerSize(memory) }), ...(cpus !== undefined && { cpus }) };
}

/** Bytes as Docker writes them: `256m`. */
export function dockerSize(bytes: number): string {
  return bytes % 2 ** 20 === 0 ? `${bytes / 2 ** 20}m` : `${Math.ceil(bytes)}b`;
}

function list(field: string, values: readonly string[]): object {
  return values.length > 0 ? { [field]: [...values] } : {};
}
