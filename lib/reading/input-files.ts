import { accessSync, closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync, type Stats, statSync } from 'node:fs';
import { compareText } from '../core/order';
import { type Fault, ShopError } from '../core/shop-error';
import { type InputFile, MAX_FILE_BYTES } from './file-values';
import { reading, unreadableFor, withoutManifests } from './input-faults';

const STANDARD_INPUT = 0;

/** Folder of what others have made. */
const MODULES = 'node_modules';

/** Which files of a folder are read. */
export interface WantedFiles {
  readonly has: (name: string) => boolean;
  /** What they are, for a folder that has none. */
  readonly about: string;
}

/** Whether a path below a folder is one at which manifests are looked for. */
export function isManifestFile(path: string): boolean {
  const folders = path.split('/').slice(0, -1);
  return MANIFESTS.has(path) && !path.split('/').some(isHidden) && !folders.includes(MODULES);
}

const MANIFESTS: WantedFiles = { has: (name) => /\.(ya?ml|json)$/.test(name), about: '.yaml, .yml or .json' };

/**
 * The files that paths stand for: themselves; those that are wanted below a folder (`.yaml`, `.yml` and `.json` unless it
 * is said), in the order of their names; the standard input for `-`. Each is read when its turn comes. Throws one error
 * that tells every path at which there is nothing to be read.
 */
export function inputFiles(paths: readonly string[], wanted: WantedFiles = MANIFESTS): InputFile[] {
  const faults: Fault[] = [];
  const files = paths.flatMap((path) => collecting(faults, () => filesAt(path, wanted, faults)));
  if (faults.length > 0) throw new ShopError(faults);
  return files;
}

/** What a look at the disk gives; nothing, and its faults to the others, where it fails. */
function collecting<T>(faults: Fault[], look: () => readonly T[]): readonly T[] {
  try {
    return look();
  } catch (error) {
    if (!(error instanceof ShopError)) throw error;
    faults.push(...error.faults);
    return [];
  }
}

function filesAt(path: string, wanted: WantedFiles, faults: Fault[]): InputFile[] {
  if (path === '-') return [standardInput()];
  const stat = statAt(path);
  if (!stat.isDirectory()) return [fileAt(path, stat)];
  const before = faults.length;
  const found = filesBelow(path.replace(/(?<=.)\/+$/, ''), wanted, faults);
  if (found.length === 0 && faults.length === before) throw new ShopError([withoutManifests(path, `a folder without a ${wanted.about}`)]);
  return found;
}

/** A link that leads to nothing is there, and still cannot be read. */
function statAt(path: string): Stats {
  return reading(path, () => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat) return stat;
    if (lstatSync(path).isSymbolicLink()) throw new ShopError([unreadableFor(path, 'a link that leads to nothing')]);
    return statSync(path);
  });
}

/** Whether there is anything at a path, be it a link to nothing. */
export function isThere(path: string): boolean {
  return reading(path, () => lstatSync(path, { throwIfNoEntry: false })) !== undefined;
}

function standardInput(): InputFile {
  const bytes = reading('-', () => readBounded(STANDARD_INPUT));
  return { name: '-', size: bytes.length, read: () => bytes };
}

function fileAt(name: string, stat: Stats): InputFile {
  if (stat.isFile()) {
    reading(name, () => accessSync(name, constants.R_OK));
    return { name, size: stat.size, read: () => readFile(name) };
  }
  // A pipe says its size only when it has been read.
  const bytes = readFile(name);
  if (stat.isFIFO() && bytes.length === 0) throw new ShopError([unreadableFor(name, 'a pipe with nothing in it')]);
  return { name, size: bytes.length, read: () => bytes };
}

/** The text of a small file that a user names, such as waivers. */
export function readFile(name: string): Uint8Array {
  return reading(name, () => {
    // A pipe into which nobody writes would hold the one who opens it for ever.
    const file = openSync(name, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      return readBounded(file);
    } finally {
      closeSync(file);
    }
  });
}

/** Reads up to one byte more than is allowed, by which a larger file is known. */
function readBounded(file: number): Uint8Array {
  const chunks: Buffer[] = [];
  const chunk = Buffer.alloc(Math.min(MAX_FILE_BYTES + 1, Math.max(65_536, fstatSync(file).size + 1)));
  let total = 0;
  while (total <= MAX_FILE_BYTES) {
    const count = readSome(file, chunk);
    if (count === 0) break;
    chunks.push(Buffer.from(chunk.subarray(0, count)));
    total += count;
  }
  return Buffer.concat(chunks);
}

/** A terminal or a pipe may have nothing to give yet. */
function readSome(file: number, chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(file, chunk, 0, chunk.length, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

/** Files behind links are read, as kubectl does; folders behind links are not, since they may lead back. */
function filesBelow(folder: string, wanted: WantedFiles, faults: Fault[]): InputFile[] {
  const entries = collecting(faults, () => reading(folder, () => readdirSync(folder, { withFileTypes: true })));
  return entries
    .filter(({ name }) => !isHidden(name) && name !== MODULES)
    .sort((a, b) => compareText(a.name, b.name))
    .flatMap((entry) => {
      const path = `${folder === '/' ? '' : folder}/${entry.name}`;
      if (entry.isDirectory()) return filesBelow(path, wanted, faults);
      if (!wanted.has(entry.name)) return [];
      return [...collecting(faults, () => manifestFile(path))];
    });
}

function isHidden(name: string): boolean {
  return name.startsWith('.');
}

function manifestFile(path: string): InputFile[] {
  const stat = statAt(path);
  return stat.isFile() ? [fileAt(path, stat)] : [];
}
