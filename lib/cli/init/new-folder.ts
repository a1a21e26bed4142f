import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compareText } from '../../core/order';
import { UsageError } from '../usage-error';

/** How many of the things that are in the way are named. */
const NAMED = 5;

/** A folder that gets its first files: all of them, or none, since what was made is taken back when something fails. */
export class NewFolder {
  private readonly made: Array<() => unknown> = [];

  /** Refuses a folder in which something is; a repository's own `.git` is in nobody's way. */
  constructor(
    private readonly folder: string,
    /** As the user wrote it. */
    private readonly named: string,
  ) {
    if (!existsSync(folder)) return;
    if (!statSync(folder).isDirectory()) throw new UsageError(`${named} is no folder`);
    const inTheWay = readdirSync(folder)
      .filter((name) => name !== '.git')
      .sort(compareText);
    if (inTheWay.length === 0) return;
    const more = inTheWay.length > NAMED ? ` and ${inTheWay.length - NAMED} more` : '';
    throw new UsageError(
      `${named} is not empty: ${inTheWay.slice(0, NAMED).join(', ')}${more} ${inTheWay.length === 1 ? 'is' : 'are'} in the way. Name a new or empty folder; nothing was written`,
    );
  }

  public write(files: ReadonlyMap<string, string>): void {
    try {
      for (const [path, text] of files) this.writeOne(join(this.folder, path), text);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new UsageError(
        `${this.named} cannot be written to: ${code}. Correct its permissions, or name another folder; nothing was written`,
      );
    }
  }

  /** Takes note of a file that another program makes. */
  public expect(path: string): void {
    this.made.push(() => rmSync(join(this.folder, path), { force: true }));
  }

  /** Takes back all that was made, and nothing else. */
  public undo(): void {
    for (const step of this.made.reverse()) step();
  }

  private writeOne(path: string, text: string): void {
    this.makeFolder(dirname(path));
    // Never over a file that somebody else has made in the meantime.
    writeFileSync(path, text, { flag: 'wx' });
    this.made.push(() => rmSync(path, { force: true }));
  }

  private makeFolder(path: string): void {
    if (existsSync(path)) return;
    this.makeFolder(dirname(path));
    mkdirSync(path);
    // What somebody else has put there meanwhile stays, and the folder with it.
    this.made.push(() => readdirSync(path).length === 0 && rmdirSync(path));
  }
}
