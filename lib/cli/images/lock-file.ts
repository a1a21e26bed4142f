import { type ImageLockData, LOCK_VERSION, lockText } from '../../model/image-lock-data';
import { readLock } from '../../reading/image-lock-file';
import { isThere } from '../../reading/input-files';
import { replaceFile } from '../replaced-file';
import { UsageError } from '../usage-error';

/** The lock in a file; one without images where there is no file yet. */
export function lockOrNone(file: string): ImageLockData {
  return isThere(file) ? readLock(file) : { version: LOCK_VERSION, images: {} };
}

/** Writes a lock; the file is the old one or the new one, whatever happens. */
export function writeLock(file: string, lock: ImageLockData): void {
  try {
    replaceFile(file, lockText(lock));
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${(error as NodeJS.ErrnoException).code}`);
  }
}
