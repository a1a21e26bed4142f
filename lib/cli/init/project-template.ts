import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sortedBy } from '../../core/order';
import type { OwnPackage } from '../own-package';

/** Files of a project, by their path in it. */
export type ProjectFiles = ReadonlyMap<string, string>;

const PACKAGE = 'package.json';

/**
 * The files of a new project: those of templates/shop. npm packs no file that begins with a point as it stands, so there
 * `dot-` stands for it. The versions are those that this package is tested with.
 */
export function projectFiles(name: string, source: string, own: OwnPackage): ProjectFiles {
  const folder = join(own.folder, 'templates', 'shop');
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => lstatSync(join(folder, path)).isFile());
  return new Map(
    sortedBy(paths, (path) => path).map((path) => {
      const text = readFileSync(join(folder, path), 'utf8');
      return [path.replaceAll(/(?<=^|[\\/])dot-/g, '.'), path === PACKAGE ? packageText(text, name, source, own) : text];
    }),
  );
}

function packageText(template: string, name: string, source: string, { tested, overrides }: OwnPackage): string {
  const content = JSON.parse(template) as Record<string, unknown> & Record<'dependencies' | 'devDependencies', Record<string, string>>;
  const versions = (names: Record<string, string>): Record<string, string> =>
    Object.fromEntries(
      Object.keys(names).map((dependency) => [dependency, dependency === 'cdk8s-shop' ? source : (tested[dependency] ?? '')]),
    );
  const { dependencies, devDependencies, ...rest } = content;
  const filled = { ...rest, name, dependencies: versions(dependencies), devDependencies: versions(devDependencies), overrides };
  return `${JSON.stringify(filled, undefined, 2)}\n`;
}
