import { existsSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { UsageError } from '../usage-error';

/** What a report is called until all of them are written. */
const STAGED = '.cdk8s-shop-staged';

/**
 * Writes reports by their files: all of them, or none where one cannot be written, and none by half. A pipe or device,
 * such as /dev/stdout, cannot be replaced, and is written to when the others are safe.
 */
export function writeReports(reports: ReadonlyMap<string, string>): void {
  const staged: string[] = [];
  try {
    const files = [...reports].map(([file, text]) => ({ file, text, target: existsSync(file) ? realpathSync(file) : file }));
    const replaced = files.filter(({ target }) => !existsSync(target) || statSync(target).isFile());
    const others = files.filter((report) => !replaced.includes(report));
    for (const { file, target } of others) if (statSync(target).isDirectory()) throw unwritable(file, 'a folder');
    for (const { file, text, target } of replaced) {
      staged.push(`${target}${STAGED}`);
      writing(file, () => writeFileSync(`${target}${STAGED}`, text));
    }
    for (const { file, target } of replaced) writing(file, () => renameSync(`${target}${STAGED}`, target));
    for (const { file, text } of others) writing(file, () => writeFileSync(file, text));
  } finally {
    // Below a file there is none to take away, which is an error even by force.
    for (const path of staged) if (existsSync(path)) rmSync(path);
  }
}

function writing(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw unwritable(file, `${(error as NodeJS.ErrnoException).code}`);
  }
}

function unwritable(file: string, why: string): UsageError {
  return new UsageError(`the report cannot be written to ${file}: ${why}`);
}
