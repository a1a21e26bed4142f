import { configReferences } from '../../checks/config-references';
import { indexOf } from '../../checks/set-index';
import { objectsAt, requiredTextAt, textAt, textRecordAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import type { ContainerView, PodsView } from '../../manifests/pods';

/** An environment variable whose value the manifests tell. */
export interface Variable {
  readonly name: string;
  readonly value: string;
}

/** The variables of a container, those that come from ConfigMaps of the set included; values of Secrets are nobody's to read. */
export function variablesOf({ body }: ContainerView, { namespace }: PodsView, set: ManifestSet): Variable[] {
  const map = (name: string | undefined) => configMap(name, namespace, set)?.body;
  const whole = objectsAt(body, 'envFrom').flatMap((source) =>
    Object.entries(textRecordAt(map(textAt(source, 'configMapRef', 'name')), 'data')).map(([key, value]) => ({
      name: `${textAt(source, 'prefix') ?? ''}${key}`,
      value,
    })),
  );
  const single = objectsAt(body, 'env').flatMap((variable) => {
    const name = requiredTextAt(variable, 'name');
    const key = textAt(variable, 'valueFrom', 'configMapKeyRef', 'key') ?? '';
    const from = map(textAt(variable, 'valueFrom', 'configMapKeyRef', 'name'));
    const value = textAt(variable, 'value') ?? textRecordAt(from, 'data')[key];
    return value === undefined ? [] : [{ name, value }];
  });
  return [...whole, ...single];
}

/** What stands in the ConfigMaps that pods have as files. */
export function mountedTexts(pods: PodsView, set: ManifestSet): string[] {
  const mounted = configReferences(pods).flatMap(({ kind, name, field }) => (kind === 'ConfigMap' && field[1] === 'volumes' ? [name] : []));
  return [...new Set(mounted)].flatMap((name) => Object.values(textRecordAt(configMap(name, pods.namespace, set)?.body, 'data')));
}

function configMap(name: string | undefined, namespace: string, set: ManifestSet): Manifest | undefined {
  return name === undefined ? undefined : indexOf(set).find({ group: '', kind: 'ConfigMap', namespace, name });
}
