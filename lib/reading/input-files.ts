import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { compareText } from '../core/order';
import { type InputFile, MAX_FILE_BYTES } from './file-values';

const STANDARD_INPUT = 0;

/**
 * The files that a path stands for: itself; every `.yaml`, `.yml` and `.json` below a folder, in the order of their
 * names; the standard input for `-`. Each is read when its turn comes. Throws where there is nothing to be read.
 */
export function inputFiles(path: string): InputFile[] {
  if (path === '-') return [standardInput()];
  return statSync(path).isDirectory() ? filesBelow(path.replace(/\/+$/, '')).map(fileAt) : [fileAt(path)];
}

function standardInput(): InputFile {
  const bytes = readBounded(STANDARD_INPUT);
  return { name: '-', size: bytes.length, read: () => bytes };
}

function fileAt(name: string): InputFile {
  const stat = statSync(name);
  if (stat.isFile()) return { name, size: stat.size, read: () => readFile(name) };
  // A pipe says its size only when it has been read.
  const bytes = readFile(name);
  return { name, size: bytes.length, read: () => bytes };
}

/** The text of a small file that a user names, such as waivers. */
export function readFile(name: string): Uint8Array {
  const file = openSync(name, 'r');
  try {
    return readBounded(file);
  } finally {
    closeSync(file);
  }
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
function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.') && name !== 'node_modules');
  return entries
    .sort((a, b) => compareText(a.name, b.name))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return filesBelow(path);
      return /\.(ya?ml|json)$/.test(entry.name) && statSync(path).isFile() ? [path] : [];
    });
}
