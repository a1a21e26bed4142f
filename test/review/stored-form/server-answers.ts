import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { JsonObject } from '../../../lib/manifests/json';

/** The objects, as they are written. */
export const UNSTATED_FILE = join(__dirname, 'unstated.yaml');

/** YAML 1.1, as kubectl reads it: `0.5Gi` is a text in either, and a line end in a text is one. */
const objectsOf = (file: string) => parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS() as JsonObject);

export const UNSTATED = objectsOf(UNSTATED_FILE);

/** Custom resources, whose defaults are in their definitions. */
export const UNSTATED_CUSTOM = objectsOf(join(__dirname, 'unstated-custom.yaml'));

/** The same objects, as the API server would store them. */
export const ANSWERS = JSON.parse(readFileSync(join(__dirname, 'server-answers.json'), 'utf8')) as readonly JsonObject[];

/** What a cluster gives an object and nobody can know before: the object, or its kind, and the field. */
export const GIVEN: readonly RegExp[] = [
  /^\/Service\/.* spec\.(clusterIPs?|ipFamilies|healthCheckNodePort)$/,
  /^\/Service\/.* spec\.ports\[.*\]\.nodePort$/,
  // By the admission of single pods: DefaultTolerationSeconds and Priority.
  /^\/Pod\/.* spec\.(tolerations|priority|preemptionPolicy)$/,
];

export const isGiven = (difference: string): boolean => GIVEN.some((given) => given.test(difference));
