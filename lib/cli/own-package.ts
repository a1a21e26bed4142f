import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { objectAt, textAt, textRecordAt } from '../manifests/json';

/** This package, as it is installed. */
export interface OwnPackage {
  /** Where its package.json is. */
  readonly folder: string;
  readonly version: string;
  /** The versions that it is developed and tested with. */
  readonly tested: Readonly<Record<string, string>>;
  /** Versions that those need in place of what they ask for. */
  readonly overrides: Readonly<Record<string, string>>;
}

/** By its own name, since source and compiled code are not equally far below it. */
export function ownPackage(): OwnPackage {
  const file = createRequire(__filename).resolve('cdk8s-shop/package.json');
  const text = JSON.parse(readFileSync(file, 'utf8'));
  const tested = textRecordAt(text, 'devDependencies');
  return { folder: dirname(file), version: textAt(text, 'version') ?? '', tested, overrides: textRecordAt(text, 'overrides') };
}

/**
 * What another project has to ask npm for to get the same package: the tarball that this one was installed from, by its
 * way from the project, or else the version of a registry.
 */
export function sourceFor(project: string, { folder, version }: OwnPackage): string {
  const installed = join(folder, '..', '..');
  const list = join(installed, 'node_modules', '.package-lock.json');
  // Its own repository has no such entry, and is installed from nowhere.
  const entry = existsSync(list) ? objectAt(JSON.parse(readFileSync(list, 'utf8')), 'packages', 'node_modules/cdk8s-shop') : {};
  const from = textAt(entry, 'resolved') ?? '';
  if (!from.startsWith('file:')) return version;
  return `file:${relative(project, resolve(installed, from.slice('file:'.length)))}`;
}
