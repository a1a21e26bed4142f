import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const SCRIPT = join(__dirname, '../../../scripts/delivery-trees.js');

/** A shop as it is delivered, under a name of the tests' own, for the cluster may have the shop itself. */
export interface DeliveredShop {
  /** Name of the shop, of its namespace and of its chart. */
  readonly name: string;
  /** Folder of the manifests of a profile. */
  readonly dist: (profile: string) => string;
  /** Folder below the artifacts of the first profile. */
  readonly artifact: (path: string) => string;
  readonly remove: () => void;
}

/** Writes a shop with the profiles as its environments. */
export function deliver(shop: string, cluster: string, profiles: readonly string[], name: string): DeliveredShop {
  const folder = mkdtempSync(join(tmpdir(), 'shop-delivery-'));
  execFileSync(process.execPath, [SCRIPT, join(folder, 'written'), shop, cluster, ...profiles]);
  renameAll(join(folder, 'written'), folder, shop, name);
  return {
    name,
    dist: (profile) => join(folder, profile, 'dist'),
    artifact: (path) => join(folder, `${profiles[0]}`, 'artifacts', path),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

function renameAll(from: string, to: string, shop: string, name: string): void {
  for (const file of allFiles(from)) {
    const renamed = join(to, file.slice(from.length).replaceAll(shop, name));
    mkdirSync(dirname(renamed), { recursive: true });
    writeFileSync(renamed, readFileSync(file, 'utf8').replaceAll(shop, name));
  }
}

/** Changes the text of every file below a folder, as another release of the shop would. */
export function rewriteAll(folder: string, change: (text: string) => string): void {
  for (const file of allFiles(folder)) writeFileSync(file, change(readFileSync(file, 'utf8')));
}

function allFiles(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map(({ parentPath, name }) => join(parentPath, name));
}
