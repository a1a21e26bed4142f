import type { k8s } from 'cdk8s-plus-27';
import { contentHash } from '../../core/digest';
import { sortedBy } from '../../core/order';
import type { EnvVar, Value } from '../../model/value';
import type { PodPlan } from '../../policy/pod-plan';
import { partName } from '../wiring';

/** Name of the ConfigMap that holds the paths at which a component finds its secrets. */
export function pathsConfigMap(component: string): string {
  return `${component}-paths`;
}

/** Words in the name of a variable or of a ConfigMap's key which Polaris takes for a secret beside them. */
const TELLING = /password|token|bearer|secret/i;

/**
 * The paths of a pod's secrets under neutral keys: the Secret and the place of the key in it, `orders-db-credentials.0`.
 * A variable such as `DB_PASSWORD_FILE` with a literal value is what Polaris reports as a secret in the environment,
 * and a ConfigMap key with such a word likewise. Keys depend on their Secret alone, so that a further connection
 * changes none of those that are there.
 */
export function secretPaths(plan: PodPlan): Map<string, string> {
  const containers = [...plan.containers, ...plan.inits, ...plan.sidecars];
  const found = containers.flatMap((c) => c.env.flatMap(({ value }) => (value.kind === 'secret-path' ? [value] : [])));
  const bySecret = new Map<string, Set<string>>();
  for (const { ref, path } of found) bySecret.set(ref.secret, (bySecret.get(ref.secret) ?? new Set()).add(path));
  return new Map(
    sortedBy(bySecret, ([secret]) => secret).flatMap(([secret, paths]) =>
      sortedBy(paths, (p) => p).map((path, i): [string, string] => [
        path,
        TELLING.test(secret) ? `file-${contentHash(path)}` : `${secret}.${i}`,
      ]),
    ),
  );
}

/** Environment of a container as Kubernetes writes it. */
export function renderEnv(component: string, vars: readonly EnvVar[], paths: ReadonlyMap<string, string>): k8s.EnvVar[] {
  return vars.map((v) => renderVar(component, v, paths));
}

function renderVar(component: string, { name, value }: EnvVar, paths: ReadonlyMap<string, string>): k8s.EnvVar {
  switch (value.kind) {
    case 'secret':
      return { name, valueFrom: { secretKeyRef: { name: value.ref.secret, key: value.ref.key } } };
    case 'secret-path':
      return { name, valueFrom: { configMapKeyRef: { name: pathsConfigMap(component), key: keyOf(value.path, paths) } } };
    case 'literal':
    case 'join':
      return { name, value: interpolated(name, value) };
  }
}

function keyOf(path: string, paths: ReadonlyMap<string, string>): string {
  const key = paths.get(path);
  if (key === undefined) throw new Error(`${path} is no path of this pod`);
  return key;
}

/**
 * Text with `$(NAME)` where a secret stands. Kubernetes reads `$$` as `$` and `$(` as the start of a name, so a dollar
 * before either, or before whatever follows this part of a join, is doubled.
 * @see https://github.com/kubernetes/kubernetes/blob/master/third_party/forked/golang/expansion/expand.go
 */
function interpolated(name: string, value: Value): string {
  switch (value.kind) {
    case 'literal':
      return value.text.replace(/\$(?=[$(]|$)/g, '$$$$');
    case 'join':
      return value.parts.map((part) => interpolated(name, part)).join('');
    case 'secret':
      return `$(${partName(name, value.ref)})`;
    case 'secret-path':
      return value.path;
  }
}
