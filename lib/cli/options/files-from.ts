import { isAbsolute, relative, resolve } from 'node:path';
import type { InputFile } from '../../reading/file-values';
import { inputFiles } from '../../reading/input-files';

/** The files that paths stand for, from a folder; reports name them as the user does. */
export function filesFrom(folder: string, paths: readonly string[]): InputFile[] {
  const files = inputFiles(paths.map((path) => (path === '-' ? path : resolve(folder, path))));
  if (paths.some(isAbsolute)) return files;
  return files.map((file) => (file.name === '-' ? file : { ...file, name: relative(resolve(folder), file.name) }));
}
