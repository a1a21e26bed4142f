import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { objectsAt } from '../../../lib/manifests/json';
import type { Manifest } from '../../../lib/manifests/manifest';
import { readManifests } from '../../../lib/reading/read';
import type { ClusterApi } from './cluster-api';
import { until } from './until';

const FILE = /\.ya?ml$/;

/** Where a project has a definition twice, that of this folder is for those who try things out. */
const FOR_TRIALS = `${path.sep}experimental${path.sep}`;

/** Milliseconds that a definition takes to be served, and to be gone. */
const SERVED = 20_000;

/** The definitions of some kinds, each `group/Kind`, of the YAML below a folder; what is not there is left out. */
export function definitionsOf(kinds: ReadonlySet<string>, folder: string | undefined): ReadonlyMap<string, Manifest> {
  const found = new Map<string, Manifest>();
  if (folder === undefined || kinds.size === 0) return found;
  const wanted = [...kinds].map((kind) => kind.split('/').map((name, i) => `${i === 0 ? 'group' : 'kind'}: ${name}\n`));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => FILE.test(file));
  for (const file of files.sort()) {
    const name = path.join(folder, file);
    const bytes = readFileSync(name);
    // Most of them are large and not wanted: only what may be is read.
    if (name.includes(FOR_TRIALS) || !wanted.some((lines) => lines.every((line) => bytes.includes(line)))) continue;
    for (const manifest of readManifests([{ name, size: bytes.length, read: () => bytes }]).manifests.of('CustomResourceDefinition')) {
      const kind = kindOf(manifest);
      if (kinds.has(kind)) found.set(kind, manifest);
    }
  }
  return found;
}

/** Makes the cluster serve definitions; what it has already stays as it is. Gives those that were not there. */
export async function serve(definitions: Iterable<Manifest>, api: ClusterApi): Promise<readonly Manifest[]> {
  const made: Manifest[] = [];
  for (const definition of definitions) {
    if (await api.get(definition, '')) continue;
    made.push(definition);
    const { status, body } = await api.apply(definition, '');
    if (status >= 300) throw new Error(`${definition.name}: ${body.message}`);
    await until(async () => isEstablished(await api.get(definition, '')), SERVED);
  }
  return made;
}

/** Takes definitions away again, with what is left of their objects. */
export async function unserve(definitions: readonly Manifest[], api: ClusterApi): Promise<void> {
  for (const definition of definitions) await api.remove(definition, '');
  for (const definition of definitions) await until(async () => (await api.get(definition, '')) === undefined, SERVED);
}

/** A definition has no conditions, and then null, before the server has looked at it. */
function isEstablished(definition: Manifest['body'] | undefined): boolean {
  return objectsAt(definition, 'status', 'conditions').some(({ type, status }) => type === 'Established' && status === 'True');
}

function kindOf({ body }: Manifest): string {
  const { group, names } = body.spec as { group: string; names: { kind: string } };
  return `${group}/${names.kind}`;
}
