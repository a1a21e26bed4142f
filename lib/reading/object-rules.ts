import type { RuleText } from '../checks/rule';

const OBJECTS = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/';

export const FILE_TOO_LARGE: RuleText = {
  id: 'file-too-large',
  severity: 'error',
  why: 'A file of that size is no set of manifests, and reading it would take the memory of the machine.',
  wanted: 'at most 64 MiB in one file',
  fix: 'split the file, or leave it out',
  wrong: '# a file of 100 MiB',
  right: '# two files of 50 MiB',
  see: [],
};

export const FILE_GIVEN_UP: RuleText = {
  id: 'file-given-up',
  severity: 'error',
  why: 'A file with a thousand faults is something else than manifests; nobody reads a report of millions. Its rest is not checked.',
  wanted: 'fewer than 1000 errors in the texts of one file',
  fix: 'correct the first ones, or leave the file out',
  wrong: '- a thousand documents like this one',
  right: '# manifests',
  see: [],
};

export const SKIPPED_FILE: RuleText = {
  id: 'skipped-file',
  severity: 'note',
  why: 'The file tells a tool how to make manifests and is none; what it makes is not checked unless it is rendered first.',
  wanted: 'manifests',
  fix: 'check what the tool renders: kubectl kustomize or helm template, with - for the standard input',
  wrong: `
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [storefront.yaml]
`,
  right: `
apiVersion: v1
kind: Service
metadata: { name: storefront }
spec: { ports: [{ port: 80 }] }
`,
  see: ['https://kubernetes.io/docs/tasks/manage-kubernetes-objects/kustomization/'],
};

export const NOT_A_MANIFEST: RuleText = {
  id: 'not-a-manifest',
  severity: 'error',
  why: 'kubectl stops at a document that is no object of the API, and may have applied those before it.',
  wanted: 'a map with apiVersion and kind, both texts',
  fix: 'complete the object, or keep what is no manifest elsewhere',
  wrong: `
kind: Service
metadata: { name: storefront }
`,
  right: `
apiVersion: v1
kind: Service
metadata: { name: storefront }
spec: { ports: [{ port: 80 }] }
`,
  see: [`${OBJECTS}#required-fields`],
};

export const UNNAMED_OBJECT: RuleText = {
  id: 'unnamed-object',
  severity: 'error',
  why: 'An object without a name cannot be applied, since nobody can say whether it is there already. It is not checked further.',
  wanted: 'metadata.name, a text',
  fix: 'give the object a name; generateName works with kubectl create alone',
  wrong: `
apiVersion: batch/v1
kind: Job
metadata: { generateName: migrate- }
`,
  right: `
apiVersion: batch/v1
kind: Job
metadata: { name: migrate }
`,
  see: [`${OBJECTS}names/`],
};

export const DUPLICATE_OBJECT: RuleText = {
  id: 'duplicate-object',
  severity: 'error',
  why: 'The second of two objects with one identity replaces the first, in the order in which the files happen to be applied.',
  wanted: 'one object of each group, kind, namespace and name',
  fix: 'rename or remove one of the two',
  wrong: `
apiVersion: v1
kind: Service
metadata: { name: storefront }
spec: { ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: storefront }
spec: { ports: [{ port: 8080 }] }
`,
  right: `
apiVersion: v1
kind: Service
metadata: { name: storefront }
spec: { ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: storefront-admin }
spec: { ports: [{ port: 8080 }] }
`,
  see: [`${OBJECTS}names/`],
};

/** What a document can have wrong before it is an object of a set. */
export const OBJECT_RULES: readonly RuleText[] = [
  FILE_TOO_LARGE,
  FILE_GIVEN_UP,
  SKIPPED_FILE,
  NOT_A_MANIFEST,
  UNNAMED_OBJECT,
  DUPLICATE_OBJECT,
];
