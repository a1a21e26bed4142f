import * as path from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import type { AnyManifest } from '../support/synthesis';
import { BUILT_IN, type DeclaredTypes, declaredTypes, type JsonSchema } from './declared-types';

/** What is wrong with an object, one line a fault. */
export type Validator = (object: AnyManifest) => string[];

/**
 * For each version, the package whose declarations are those of the API, or of the newest older one on the registry: what
 * 1.33 knows, 1.34 and 1.36 know too.
 */
const DECLARATIONS: Readonly<Record<string, string>> = {
  '1.27': 'cdk8s-plus-27',
  '1.31': 'cdk8s-plus-31',
  '1.34': 'cdk8s-plus-33',
  '1.36': 'cdk8s-plus-33',
};

/** The custom kinds that the shops emit, by the file of imports/ that was generated from their definition. */
const CUSTOM_KINDS: Readonly<Record<string, string>> = {
  'gateway.networking.k8s.io/v1 Gateway': 'gateways',
  'gateway.networking.k8s.io/v1 HTTPRoute': 'httproutes',
  'keda.sh/v1alpha1 ScaledObject': 'scaledobjects',
  'keda.sh/v1alpha1 TriggerAuthentication': 'triggerauthentications',
  'external-secrets.io/v1 ExternalSecret': 'externalsecrets',
  'monitoring.coreos.com/v1 PodMonitor': 'podmonitors',
};

const made = new Map<string, Validator>();

/** The validator for a version, made once. */
export function strictValidator(version: string): Validator {
  const validator = made.get(version) ?? makeValidator(version);
  made.set(version, validator);
  return validator;
}

/** A validator that refuses unknown fields, wrong types, nulls and missing fields, as the API of the version defines them. */
function makeValidator(version: string): Validator {
  const ajv = new Ajv({ allErrors: true, strict: false });
  const sources = new Map<string, DeclaredTypes>();
  const typesOf = (id: string): DeclaredTypes => {
    const types = sources.get(id) ?? declaredTypes(fileOf(id, version), id);
    if (!sources.has(id)) ajv.addSchema({ $id: id, definitions: types.definitions });
    sources.set(id, types);
    return types;
  };
  const compiled = new Map<string, ValidateFunction>();
  const compile = (apiVersion: string, kind: string): ValidateFunction | undefined => {
    const { definitions, nameOfApiType } = typesOf(BUILT_IN);
    const custom = CUSTOM_KINDS[`${apiVersion} ${kind}`];
    const name = nameOfApiType.get(apiType(apiVersion, kind));
    const schema = custom ? typesOf(custom).definitions[`${typesOf(custom).nameOfApiType.get(kind)}`] : definitions[`${name}`];
    return schema && ajv.compile(ofKind(schema, apiVersion, kind));
  };
  return (object) => {
    const key = `${object.apiVersion} ${object.kind}`;
    const validate = compiled.get(key) ?? compile(object.apiVersion, object.kind);
    if (!validate) return [`${version} does not know ${key}`];
    compiled.set(key, validate);
    validate(object);
    return (validate.errors ?? []).map((e) => `${e.instancePath || '/'} ${e.message} ${e.params.additionalProperty ?? ''}`.trim()).sort();
  };
}

function fileOf(id: string, version: string): string {
  if (id !== BUILT_IN) return path.join(__dirname, `../../imports/${id}.ts`);
  return path.join(path.dirname(require.resolve(`${DECLARATIONS[version]}/package.json`)), 'lib/imports/k8s.d.ts');
}

/** `io.k8s.api.networking.v1.Ingress` of `networking.k8s.io/v1` and `Ingress`. */
function apiType(apiVersion: string, kind: string): string {
  const [version, group = 'core'] = apiVersion.split('/').reverse();
  return `io.k8s.api.${group.split('.')[0]}.${version}.${kind}`;
}

/** The schema of a whole object: its type is said, and is the right one. */
function ofKind(schema: JsonSchema, apiVersion: string, kind: string): JsonSchema {
  return {
    ...schema,
    properties: { ...(schema.properties as JsonSchema), apiVersion: { const: apiVersion }, kind: { const: kind } },
    required: [...(schema.required as string[]), 'apiVersion', 'kind', 'metadata'],
  };
}
