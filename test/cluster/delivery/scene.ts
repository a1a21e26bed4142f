import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { hasControllers, namespaceGone, releaseClaims } from '../controllers';
import { attempt, notServed } from '../kubectl';
import { filesOf, objectsOf } from '../shop-form';

/** A cluster that has nothing yet of what will be delivered, and has nothing of it afterwards. */
export class Scene {
  private ours = false;

  private constructor(
    private readonly name: string,
    private readonly folders: readonly string[],
    private readonly controllers: boolean,
  ) {}

  /** The folders hold all that will be delivered. */
  static async begin(name: string, ...folders: string[]): Promise<Scene> {
    const scene = new Scene(name, folders, await hasControllers());
    const missing = notServed(new Set(folders.flatMap(objectsOf).map((o) => `${o.apiVersion} ${o.kind}`)));
    if (missing.length > 0) throw new Error(`the cluster does not serve ${missing.join(', ')}: install the CRDs first`);
    const there = folders.flatMap((folder) => attempt(['get', '-f', folder, '--ignore-not-found', '-o', 'name']).stdout.trim());
    if (there.join('') !== '') throw new Error(`the cluster is not empty, and what it has is not ours to delete: ${there.join('\n')}`);
    scene.ours = true;
    return scene;
  }

  /** Deletes all that was delivered, and what tools have noted of it. */
  async clear(): Promise<void> {
    if (!this.ours) return;
    const files = this.folders.flatMap(filesOf).reverse();
    attempt(['delete', '--wait=false', '--ignore-not-found', ...files.flatMap((file) => ['-f', file])]);
    attempt(['delete', 'secrets,serviceaccounts', '--all', '-n', this.name]);
    if (!this.controllers) releaseClaims(this.name);
    await namespaceGone(this.name, this.controllers);
  }
}

/** Folders below one. */
export function foldersIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries.map(({ name }) => join(folder, name)).sort();
}
