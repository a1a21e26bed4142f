import { type Fault, ShopError } from '../core/shop-error';

/** What the errors of the disk that a user can mend mean to one who has named a path. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'something that this user may not read',
  EISDIR: 'a folder, where one file is wanted',
  ELOOP: 'links that lead in a circle',
  ENOENT: 'no file and no folder',
  ENOTDIR: 'a path that goes through a file',
  ENXIO: 'a socket or device that nobody serves',
  EPERM: 'something that this user may not read',
};

/** An input that cannot be read, by the error of the disk. */
export function unreadable(path: string, error: unknown): Fault {
  return unreadableFor(path, reasonOf(error));
}

/** What an error of the disk says about a path, as the end of a sentence that begins with "got". */
export function reasonOf(error: unknown): string {
  const { code = 'an unknown error' } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? `${code} from the disk`;
}

/** An input that cannot be read, and why. */
export function unreadableFor(path: string, got: string): Fault {
  return {
    code: 'SHOP-F002',
    path,
    got,
    wanted: 'a folder, a file, a pipe with something in it, or - for the standard input',
    fix: 'correct the path, or let this user read it',
  };
}

/** An input that holds no manifest: a gate that was pointed at the wrong folder must not stand open. */
export function withoutManifests(path: string, got: string): Fault {
  return { code: 'SHOP-F003', path, got, wanted: 'at least one manifest', fix: 'name the folder or file that has the manifests' };
}

/** Does what reads a path, and says what it was where the disk refuses. */
export function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ShopError || !isOfDisk(error)) throw error;
    throw new ShopError([unreadable(path, error)]);
  }
}

function isOfDisk(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}
