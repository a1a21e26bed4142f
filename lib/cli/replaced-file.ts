import { chmodSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** Writes a file so that it is the old one or the new one, whatever happens; until then it is its owner's alone. */
export function replaceFile(file: string, text: string, mode = 0o644): void {
  const beside = `${file}.new`;
  try {
    writeFileSync(beside, text, { mode: 0o600 });
    chmodSync(beside, mode);
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
