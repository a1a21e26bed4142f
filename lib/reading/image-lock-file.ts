import { readFileSync } from 'node:fs';
import { ShopError } from '../core/shop-error';
import { type ImageLockData, lockFaults, malformedLock } from '../model/image-lock-data';
import { reasonOf } from './input-faults';

/** Name of the file where nobody gives another. */
export const LOCK_FILE = 'images.lock.json';

/** The lock that a file holds. Throws a `ShopError` where there is none, or something else. */
export function readLock(file: string): ImageLockData {
  const lock = parsed(file, textOf(file));
  const faults = lockFaults(file, lock);
  if (faults.length > 0) throw new ShopError(faults);
  return lock as ImageLockData;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ShopError([
      {
        code: 'SHOP-I005',
        path: file,
        got: reasonOf(error),
        wanted: 'the lock of the images, a file that may be read',
        fix: 'run `cdk8s-shop images lock`, or correct the path',
      },
    ]);
  }
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What a merge leaves behind is told in words that say more than the parser's.
    const got = /^(<{7}|>{7}) /m.test(text) ? 'the marks of a merge that was not finished' : 'no JSON';
    throw new ShopError([malformedLock(file, got)]);
  }
}
