import { isAbsolute, relative, resolve } from 'node:path';
import { textReport } from '../checks/reports/text';
import type { ManifestSet } from '../manifests/manifest-set';
import type { InputFile } from '../reading/file-values';
import { inputFiles } from '../reading/input-files';
import { readManifests } from '../reading/read';
import { UsageError } from './usage-error';

/**
 * The manifests of files, all of them: what is read by half would differ by what was not read. So where a text cannot be
 * read, every fault is told with its file and line, and nothing is compared. `name` is what the user calls these files.
 */
export function wholeManifests(name: string, files: Iterable<InputFile>): ManifestSet {
  const { manifests, findings } = readManifests(files);
  const unread = findings.filter(({ severity }) => severity === 'error');
  if (unread.length === 0) return manifests;
  throw new UsageError(
    `${name} has ${unread.length} text${unread.length === 1 ? '' : 's'} that cannot be read\n\n${textReport(unread).trim()}`,
  );
}

/** The files that paths stand for, from a folder; reports name them as the user does. */
export function filesFrom(folder: string, paths: readonly string[]): InputFile[] {
  const files = inputFiles(paths.map((path) => (path === '-' ? path : resolve(folder, path))));
  if (paths.some(isAbsolute)) return files;
  return files.map((file) => (file.name === '-' ? file : { ...file, name: relative(resolve(folder), file.name) }));
}
