import { existsSync, mkdirSync, rmdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../usage-error';

/**
 * Refuses what is no folder, and a folder that is not there and cannot be made. The disk is asked, and is left as it was. An app
 * would have to find out by itself, and Node, by which cdk8s makes its folder, tries for ever where the one above takes none, as
 * /proc.
 */
export function refuseUnmakeable(folder: string, named: string): void {
  let highest = folder;
  while (!existsSync(dirname(highest))) highest = dirname(highest);
  if (existsSync(highest)) {
    if (statSync(highest).isDirectory()) return;
    throw new UsageError(`${named} is no folder. Name one by --output`);
  }
  try {
    mkdirSync(highest);
    rmdirSync(highest);
  } catch (error) {
    throw new UsageError(`the folder ${named} cannot be made: ${(error as NodeJS.ErrnoException).code}. Name another one by --output`);
  }
}
