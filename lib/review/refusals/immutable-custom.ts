import { oncePerSet } from '../../checks/once-per-set';
import { append } from '../../core/groups';
import { at, isObject, type JsonObject, objectAt, objectsAt, textAt } from '../../manifests/json';
import type { ManifestSet } from '../../manifests/manifest-set';
import { quantityOf } from '../../manifests/quantity';
import type { FieldStep } from '../diff/field-diff';
import { fieldsWithin, type Update } from '../update';

type Fields = readonly (readonly FieldStep[])[];

/**
 * Fields of custom resources whose definitions let them be set once, for sets that do not hold the definitions.
 * @see https://github.com/cloudnative-pg/cloudnative-pg/tree/v1.30.0/config/crd/bases x-kubernetes-validations with oldSelf
 * @see https://github.com/kubernetes-sigs/gateway-api/blob/v1.6.0/config/crd/standard/gateway.networking.k8s.io_gatewayclasses.yaml
 */
const SET_ONCE: Readonly<Record<string, readonly string[]>> = {
  'gateway.networking.k8s.io/GatewayClass': ['spec.controllerName'],
  'postgresql.cnpg.io/Backup': ['spec'],
  'postgresql.cnpg.io/Cluster': ['spec.serviceAccountName'],
  'postgresql.cnpg.io/Database': [
    ...['cluster', 'name', 'template', 'encoding', 'collationVersion', 'builtinLocale', 'locale', 'localeCType', 'localeCollate'],
    ...['localeProvider', 'icuLocale', 'icuRules'],
  ].map((name) => `spec.${name}`),
  'postgresql.cnpg.io/DatabaseRole': ['spec.cluster', 'spec.name'],
  'postgresql.cnpg.io/Pooler': ['spec.cluster', 'spec.serviceAccountName'],
  'postgresql.cnpg.io/Publication': ['spec.cluster', 'spec.dbname', 'spec.name', 'spec.target.allTables'],
  'postgresql.cnpg.io/ScheduledBackup': ['spec.cluster'],
  'postgresql.cnpg.io/Subscription': ['spec.cluster', 'spec.dbname', 'spec.name'],
  'valkey.io/ValkeyCluster': ['spec.workloadType', 'spec.persistence.storageClassName'],
};

/** The fields of a custom resource for which an update is refused by its definition. */
export function immutableCustomFields(update: Update, definitions: ManifestSet): Fields {
  const kind = update.object.split('/', 2).join('/');
  const paths = new Set([...(SET_ONCE[kind] ?? []), ...(stated(definitions).get(kind) ?? [])]);
  return [...[...paths].flatMap((path) => changedWithin(update, path)), ...valkeyDisk(update, kind)];
}

/** A rule about an old and a new value says nothing where one of them is not there. */
function changedWithin(update: Update, path: string): Fields {
  const hasBoth = [update.before, update.after].every(({ body }) => at(body, ...path.split('.')) !== undefined);
  return hasBoth ? fieldsWithin(update, path) : [];
}

/** Its disk is there from the beginning or never, and only grows. */
function valkeyDisk(update: Update, kind: string): Fields {
  if (kind !== 'valkey.io/ValkeyCluster') return [];
  const [old, fresh] = [update.before, update.after].map(({ body }) => at(body, 'spec', 'persistence'));
  if ((old === undefined) !== (fresh === undefined)) return fieldsWithin(update, 'spec.persistence');
  const [before = 0, after = 0] = [old, fresh].map((disk) => quantityOf(at(disk, 'size')));
  return after < before ? fieldsWithin(update, 'spec.persistence.size') : [];
}

/** Paths that the definitions of a set say to be immutable by the rule `self == oldSelf`, by `group/Kind`. */
const stated = oncePerSet((set) => {
  const paths = new Map<string, string[]>();
  for (const { body } of set.of('CustomResourceDefinition', 'apiextensions.k8s.io')) {
    const kind = `${textAt(body, 'spec', 'group') ?? ''}/${textAt(body, 'spec', 'names', 'kind') ?? ''}`;
    for (const version of objectsAt(body, 'spec', 'versions'))
      for (const path of setOnce(objectAt(version, 'schema', 'openAPIV3Schema'), [])) append(paths, kind, path);
  }
  return paths;
});

const SELF_IS_OLD_SELF = /^\s*(self\s*==\s*oldSelf|oldSelf\s*==\s*self)\s*$/;

/** Deeper than any definition nests what it says to be immutable; one that goes on is not read further. */
const MAX_DEPTH = 50;

function setOnce(schema: JsonObject, path: readonly string[]): string[] {
  if (path.length > MAX_DEPTH) return [];
  const isSetOnce = objectsAt(schema, 'x-kubernetes-validations').some((v) => SELF_IS_OLD_SELF.test(textAt(v, 'rule') ?? ''));
  const inner = Object.entries(objectAt(schema, 'properties')).flatMap(([name, property]) =>
    isObject(property) ? setOnce(property, [...path, name]) : [],
  );
  return isSetOnce && path.length > 0 ? [path.join('.'), ...inner] : inner;
}
