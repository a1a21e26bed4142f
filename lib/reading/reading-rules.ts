import type { RuleText } from '../checks/rule';

const HOW_KUBECTL_READS = 'https://pkg.go.dev/sigs.k8s.io/yaml';

/** A text that is no YAML; what else is in the file is checked all the same. */
export const YAML_SYNTAX: RuleText = {
  id: 'yaml-syntax',
  severity: 'error',
  why: 'kubectl refuses the document, or takes it for another one than the one that was meant; nothing of it is checked.',
  wanted: 'YAML 1.1 or JSON that kubectl reads',
  fix: 'correct the text at that place; render a template before it is checked',
  wrong: `
apiVersion: v1
kind: ConfigMap
metadata: { name: storefront
`,
  right: `
apiVersion: v1
kind: ConfigMap
metadata: { name: storefront }
`,
  see: ['https://yaml.org/spec/1.1/', HOW_KUBECTL_READS],
};

export const YAML_ENCODING: RuleText = {
  id: 'yaml-encoding',
  severity: 'error',
  why: 'kubectl and the API server read UTF-8 alone: they refuse other bytes, or put a question mark where they were.',
  wanted: 'UTF-8 throughout',
  fix: 'save the file as UTF-8; put binary data under binaryData, in base64',
  wrong: `
apiVersion: v1
kind: ConfigMap
metadata: { name: storefront }
data: { title: "Caf\uFFFD" }
`,
  right: `
apiVersion: v1
kind: ConfigMap
metadata: { name: storefront }
data: { title: "Café" }
`,
  see: [HOW_KUBECTL_READS],
};

export const YAML_DUPLICATE_KEY: RuleText = {
  id: 'yaml-duplicate-key',
  severity: 'error',
  why: 'kubectl sends the last of them and drops the others without a word, or refuses the object, depending on its version: half of a setting is gone.',
  wanted: 'each key once',
  fix: 'remove one of the two, or join them',
  wrong: `
apiVersion: v1
kind: Service
metadata: { name: storefront }
spec: { type: ClusterIP, ports: [{ port: 80 }], type: LoadBalancer }
`,
  right: `
apiVersion: v1
kind: Service
metadata: { name: storefront }
spec: { type: ClusterIP, ports: [{ port: 80 }] }
`,
  see: ['https://yaml.org/spec/1.1/#id932806'],
};

export const YAML_ALIASES: RuleText = {
  id: 'yaml-aliases',
  severity: 'error',
  why: 'A few hundred bytes of aliases within aliases come to gigabytes: whoever reads them stops answering. An anchor inside of itself has no end.',
  wanted: 'aliases that add at most 100000 values',
  fix: 'write out what the aliases stand for',
  wrong: `
apiVersion: v1
kind: ConfigMap
metadata: &itself { name: storefront, annotations: *itself }
`,
  right: `
apiVersion: v1
kind: ConfigMap
metadata: { name: storefront }
`,
  see: ['https://kubernetes.io/blog/2019/10/02/cve-2019-11253/'],
};

export const YAML_NESTING: RuleText = {
  id: 'yaml-nesting',
  severity: 'error',
  why: 'No object of the API is that deep; a text that is was made to exhaust the stack of whoever reads it.',
  wanted: 'at most 200 levels, which is three times what the deepest definitions of custom resources have',
  fix: 'remove what is nested without need',
  wrong: `
apiVersion: v1
kind: ConfigMap
metadata: { name: storefront }
data: ${'['.repeat(250)}${']'.repeat(250)}
`,
  right: `
apiVersion: v1
kind: ConfigMap
metadata: { name: storefront }
data: {}
`,
  see: [HOW_KUBECTL_READS],
};

export const YAML_PROTOTYPE_KEY: RuleText = {
  id: 'yaml-prototype-key',
  severity: 'warning',
  why: 'Tools written in JavaScript may take the key for the prototype of all objects: an attack on whatever reads the manifests next, and never a field of the API.',
  wanted: 'no key called __proto__, and none called constructor with a prototype in it',
  fix: 'remove the key',
  wrong: `
apiVersion: v1
kind: ConfigMap
metadata: { name: storefront }
data: { __proto__: { isAdmin: "true" } }
`,
  right: `
apiVersion: v1
kind: ConfigMap
metadata: { name: storefront }
data: { isAdmin: "true" }
`,
  see: ['https://cwe.mitre.org/data/definitions/1321.html'],
};

export const YAML_HIDDEN_BOOLEAN: RuleText = {
  id: 'yaml-hidden-boolean',
  severity: 'note',
  why: 'kubectl reads plain y, n, yes, no, on and off as booleans, which many editors and parsers do not: the country NO becomes false, the coordinate y the key "true".',
  wanted: 'true or false for a boolean, quotes around a text',
  fix: 'write true or false, or put the word in quotes',
  wrong: `
apiVersion: shop.example/v1
kind: Market
metadata: { name: norway }
spec: { country: NO }
`,
  right: `
apiVersion: shop.example/v1
kind: Market
metadata: { name: norway }
spec: { country: "NO" }
`,
  see: ['https://yaml.org/type/bool.html', HOW_KUBECTL_READS],
};

/** What a text can have wrong before any object is known. */
export const YAML_RULES: readonly RuleText[] = [
  YAML_SYNTAX,
  YAML_ENCODING,
  YAML_DUPLICATE_KEY,
  YAML_ALIASES,
  YAML_NESTING,
  YAML_PROTOTYPE_KEY,
  YAML_HIDDEN_BOOLEAN,
];
