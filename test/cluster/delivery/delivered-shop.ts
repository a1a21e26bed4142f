import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { filesOf } from '../shop-form';

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
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const renamed = join(to, file.slice(from.length).replaceAll(shop, name));
    mkdirSync(dirname(renamed), { recursive: true });
    writeFileSync(renamed, readFileSync(file, 'utf8').replaceAll(shop, name));
  }
}

/** A copy of a folder of manifests with one text of one file changed. */
export function changedCopy(folder: string, file: string, change: (text: string) => string): string {
  const copy = mkdtempSync(join(tmpdir(), 'shop-delivery-'));
  for (const path of filesOf(folder)) {
    const text = readFileSync(path, 'utf8');
    writeFileSync(join(copy, path.slice(folder.length)), path.endsWith(`/${file}`) ? change(text) : text);
  }
  return copy;
}
