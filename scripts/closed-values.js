// Holds the closed values of the schemas against the constants of k8s.io/api: node scripts/closed-values.js API [APIMACHINERY]
// API and APIMACHINERY are folders of the Go modules k8s.io/api and k8s.io/apimachinery, of the newest version that the schemas know.
// Prints each field whose values are not those of its type's constants, and each field of a type marked as an enumeration that is open here.
const { existsSync, readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');
require('./typescript');
const { CLOSED_FIELDS, closedValues } = require('../lib/checks/schemas/closed-values');

/** Fields that are closed otherwise than by the constants of their type, with the place of pkg/apis/ that closes them. */
const BY_VALIDATION = {
  'admissionregistration.v1.MutatingWebhook.sideEffects': 'admissionregistration/validation: noSideEffectClasses',
  'admissionregistration.v1.ValidatingWebhook.sideEffects': 'admissionregistration/validation: noSideEffectClasses',
  'core.v1.ContainerResizePolicy.resourceName': 'core/validation: supportedResizeResources',
  'core.v1.ServiceSpec.trafficDistribution': 'core/validation: supportedTrafficDistribution; the type is text',
  'discovery.v1.EndpointSlice.addressType': 'discovery/validation: supportedAddressTypes; the constants are those of core/v1',
  'networking.v1.IngressClassParametersReference.scope':
    'networking/validation: supportedIngressClassParametersReferenceScopes; the type is text',
  'rbac.v1.RoleRef.kind': 'rbac/validation: ValidateRoleBinding; the type is text',
  'rbac.v1.Subject.kind': 'rbac/validation: ValidateRoleBindingSubject; the type is text',
  'storage.v1.StorageClass.reclaimPolicy': 'storage/validation: supportedReclaimPolicy; the constants are those of core/v1',
};

/** Types that are written into others. */
const INLINED = { 'admissionregistration.v1.Rule': 'RuleWithOperations', 'core.v1.EphemeralContainerCommon': 'EphemeralContainer' };

/** Enumerations that stay open: no manifest states them, or their values are more than a reader wants to be shown. */
const OPEN =
  /^(admission|apidiscovery|imagepolicy|resource)\.|Status|Condition|^autoscaling\.v1\.Metric|CertificateSigningRequest|stopSignal/;

/** Constants by type and fields by place, of every stable version. */
function factsOf(folders) {
  const [constants, fields] = [new Map(), []];
  for (const [group, version, text] of folders.flatMap(sourcesOf)) {
    const marked = new Set([...text.matchAll(/\+enum\n(?:\/\/[^\n]*\n)*type (\w+) string/g)].map(([, type]) => type));
    for (const [, type, value] of text.matchAll(/^\s*\w+\s+(\w+)\s*=\s*"([^"]*)"/gm)) add(constants, `${group}.${version}.${type}`, value);
    for (const [, type, value] of text.matchAll(/^\s*\w+\s*=\s*(\w+)\("([^"]*)"\)/gm)) add(constants, `${group}.${version}.${type}`, value);
    for (const [, struct, body] of text.matchAll(/^type (\w+) struct \{(.*?)^\}/gms))
      for (const [, type, name] of body.matchAll(/^\s*\w+\s+[*[\]]*([\w.]+)\s+`json:"(\w+)/gm)) {
        const owner = INLINED[`${group}.${version}.${struct}`] ?? struct;
        const named = type.includes('.') ? type.replace(/^(api|core)?v1\./, 'core.v1.') : `${group}.${version}.${type}`;
        fields.push({ place: `${group}.${version}.${owner}.${name}`, type: named, marked: marked.has(type) });
      }
  }
  return { constants, fields };
}

function sourcesOf(folder) {
  const meta = path.join(folder, 'pkg/apis/meta/v1/types.go');
  if (existsSync(meta)) return [['meta', 'v1', readFileSync(meta, 'utf8')]];
  return readdirSync(folder)
    .flatMap((group) => ['v1', 'v2'].map((version) => [group, version, path.join(folder, group, version, 'types.go')]))
    .filter(([, , file]) => existsSync(file))
    .map(([group, version, file]) => [group, version, readFileSync(file, 'utf8')]);
}

function add(map, key, value) {
  if (value !== '') map.set(key, [...(map.get(key) ?? []), value]);
}

function main(folders) {
  if (folders.length === 0) throw new Error('usage: node scripts/closed-values.js API [APIMACHINERY]');
  const { constants, fields } = factsOf(folders);
  const known = new Map(fields.map((field) => [field.place, field]));
  const valuesOf = (place) => {
    const split = place.lastIndexOf('.');
    return closedValues(place.slice(0, split), place.slice(split + 1));
  };
  const differing = CLOSED_FIELDS.filter((place) => !BY_VALIDATION[place]).flatMap((place) => {
    const theirs = constants.get(known.get(place)?.type) ?? [];
    const ours = valuesOf(place);
    return [...theirs].sort().join() === [...ours].sort().join()
      ? []
      : [`${place}: ours ${ours.join(', ')}; theirs ${theirs.join(', ') || 'none'}`];
  });
  const open = fields
    .filter(({ place, marked }) => marked && !OPEN.test(place) && valuesOf(place) === undefined)
    .map(({ place }) => `${place}: open`);
  for (const line of [...differing, ...open]) console.log(line);
  console.log(
    `${CLOSED_FIELDS.length} fields: ${differing.length} differ, ${open.length} are open; ${Object.keys(BY_VALIDATION).length} are closed by validation alone`,
  );
  process.exitCode = differing.length + open.length === 0 ? 0 : 1;
}

main(process.argv.slice(2));
