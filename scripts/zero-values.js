// Writes lib/review/stored-form/zero-values.ts from the API's Go types: node scripts/zero-values.js API APIMACHINERY APIEXTENSIONS
// The arguments are folders with the sources of k8s.io/api, k8s.io/apimachinery and k8s.io/apiextensions-apiserver of one
// release. A field that is no pointer and is left out when it is empty cannot tell `false`, 0, '' or {} from being absent.
const { readdirSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const TARGET = path.join(__dirname, '..', 'lib', 'review', 'stored-form', 'zero-values.ts');

/** Go types of one value each; whatever else has a name is a struct, or a text such as an enum. */
const SCALARS = new Set(['string', 'bool', 'int', 'int32', 'int64', 'float64']);

/** Struct name → its fields: `{ go, json, type, omitted, inline }`. */
function structsIn(text) {
  const structs = new Map();
  for (const [, name, body] of text.matchAll(/^type (\w+) struct \{\n([\s\S]*?)^\}/gm)) {
    const fields = [...body.matchAll(/^\t(?:(\w+)\s+)?([\w.*[\]]+)\s+`json:"([^"]*)"/gm)].map(([, , type, tag]) => {
      const [json, ...options] = tag.split(',');
      return { json, type, omitted: options.some((o) => o === 'omitempty' || o === 'omitzero'), inline: options.includes('inline') };
    });
    structs.set(name, fields);
  }
  return structs;
}

/** The JSON names of a struct's fields whose empty value is left out, those of inlined structs among them. */
function zeroValues(name, structs) {
  return (structs.get(name) ?? []).flatMap(({ json, type, omitted, inline }) => {
    if (inline) return type.startsWith('*') || type.includes('.') ? [] : zeroValues(type, structs);
    const isStruct = !SCALARS.has(type) && /^[\w.]+$/.test(type) && (structs.has(type) || type === 'metav1.ObjectMeta');
    const isValue = /^[\w.]+$/.test(type);
    return json !== '-' && isValue && (isStruct || omitted) ? [json] : [];
  });
}

function packagesIn(folder, prefix) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^v\d+((alpha|beta)\d+)?$/.test(entry.name))
    .map((entry) => {
      const files = readdirSync(path.join(folder, entry.name)).filter((f) => f.endsWith('.go') && !/^(zz_|generated|.*_test)/.test(f));
      const text = files.map((f) => readFileSync(path.join(folder, entry.name, f), 'utf8')).join('\n');
      return [`${prefix}.${entry.name}`, structsIn(text)];
    });
}

const [api, machinery, extensions] = process.argv.slice(2);
if (!extensions) throw new Error('usage: node scripts/zero-values.js API APIMACHINERY APIEXTENSIONS');
const groups = [
  'admissionregistration',
  'apps',
  'autoscaling',
  'batch',
  'coordination',
  'core',
  'discovery',
  'networking',
  'node',
  'policy',
  'rbac',
  'scheduling',
  'storage',
];
const packages = [
  ...groups.flatMap((group) => packagesIn(path.join(api, group), group)),
  ...packagesIn(path.join(machinery, 'pkg/apis/meta'), 'meta').filter(([name]) => name === 'meta.v1'),
  ...packagesIn(path.join(extensions, 'pkg/apis/apiextensions'), 'apiextensions').filter(([name]) => name === 'apiextensions.v1'),
].filter(([name]) => !/alpha|beta/.test(name));
const rows = packages.flatMap(([prefix, structs]) =>
  [...structs.keys()]
    .filter((name) => !/(Status|List|Options|Condition)$/.test(name))
    .map((name) => [`${prefix}.${name}`, [...new Set(zeroValues(name, structs))].filter((field) => field !== 'status').sort()])
    .filter(([, fields]) => fields.length > 0),
);
rows.sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(
  TARGET,
  `/**
 * The fields of which the API cannot tell \`false\`, 0, an empty text or an empty object from no value, by definition: generated
 * by scripts/zero-values.js from the Go types of Kubernetes, never edited. Of any other single field an empty value is one.
 */
export const ZERO_VALUES: Readonly<Record<string, string>> = {
${rows.map(([name, fields]) => `  '${name}': '${fields.join(' ')}',`).join('\n')}
};
`,
);
console.log(`${rows.length} definitions`);
