import { brokenRules } from '../../checks/schemas/broken-rules';
import { customKindsOf } from '../../checks/schemas/custom-resources';
import { at, type Json, type JsonObject } from '../../manifests/json';
import type { ManifestSet } from '../../manifests/manifest-set';
import { quantityOf } from '../../manifests/quantity';
import { type FieldStep, fieldStepsText } from '../diff/field-diff';
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

/** The fields of a custom resource for which an update is refused by its definition, or by what is known of its kind. */
export function immutableCustomFields(update: Update, definitions: ManifestSet): Fields {
  const kind = update.object.split('/', 2).join('/');
  const schema = customKindsOf(definitions).get(`${update.after.apiVersion}/${update.after.kind}`)?.schema;
  const known = [...(SET_ONCE[kind] ?? []).flatMap((path) => changedWithin(update, path)), ...valkeyDisk(update, kind)];
  const all = [...(schema ? brokenBetween(update, schema) : []), ...known];
  return [...new Map(all.map((field) => [fieldStepsText(field), field])).values()];
}

/** Fields that the rules of a definition about an old and a new value are about, and that differ. */
function brokenBetween(update: Update, schema: JsonObject): Fields {
  const broken = [...brokenRules(update.after.body, schema, update.before.body)].filter(({ rule }) => rule.isTransition);
  return broken.flatMap(({ path, rule }) => {
    const names = path.filter((step) => typeof step === 'string');
    const within = (inner: readonly (readonly string[])[]): Fields =>
      fieldsWithin(update, ...inner.map((own) => [...names, ...own].join('.')));
    const read = within(rule.reads);
    if (read.length > 0) return read;
    const around = within([[]]);
    return around.length > 0 ? around : [names];
  });
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
  const size = (disk: Json | undefined): number => quantityOf(at(disk, 'size')) ?? 0;
  return size(fresh) < size(old) ? fieldsWithin(update, 'spec.persistence.size') : [];
}
