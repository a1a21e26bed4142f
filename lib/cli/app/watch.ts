import { dirname, relative, resolve, sep } from 'node:path';
import { watch as watchFiles } from 'chokidar';
import type { Terminal } from '../terminal';
import type { AppProject } from './app-project';

/** Editors write a file in several steps, and a branch that is changed writes many. */
const SETTLE_MS = 100;

/** Folders of tools, which change without anything of the app changing. */
const OF_TOOLS: ReadonlySet<string> = new Set(['node_modules', 'coverage', 'artifacts']);

/**
 * Does the work once and again whenever a file of the project has changed, never twice at a time, until the user stops.
 * What changes during the work is not lost: it is done once more. Throws what the work throws.
 */
export async function watch(project: AppProject, terminal: Terminal, work: () => Promise<void>): Promise<void> {
  const changes = new Changes();
  const watcher = watchFiles(project.folder, { ignored: (path) => isIgnored(project, path), ignoreInitial: true });
  watcher.on('all', (_, path) => changes.add(relative(project.folder, path)));
  watcher.on('error', (error) => changes.fail(error));
  terminal.stop?.addEventListener('abort', () => changes.end());
  try {
    await new Promise<void>((ready) => watcher.once('ready', ready));
    while (!terminal.stop?.aborted) {
      await work();
      if (terminal.stop?.aborted) break;
      terminal.error('waiting for changes; Ctrl-C ends it\n');
      const paths = await changes.next();
      if (paths.length > 0)
        terminal.error(`\n${paths.slice(0, 3).join(', ')}${paths.length > 3 ? ` and ${paths.length - 3} more` : ''} changed\n`);
    }
  } finally {
    await watcher.close();
  }
}

/** Files that have changed since somebody asked. */
class Changes {
  private readonly paths = new Set<string>();
  private wake: () => void = () => undefined;
  private ended = false;
  private error?: unknown;

  public add(path: string): void {
    this.paths.add(path);
    this.wake();
  }

  public end(): void {
    this.ended = true;
    this.wake();
  }

  public fail(error: unknown): void {
    this.error = error;
    this.end();
  }

  /** Waits until there are some and no more come for a moment; none where nobody waits for them any longer. */
  public async next(): Promise<string[]> {
    if (this.paths.size === 0 && !this.ended) await this.woken();
    for (let seen = -1; seen !== this.paths.size && !this.ended; ) {
      seen = this.paths.size;
      await new Promise((settled) => setTimeout(settled, SETTLE_MS));
    }
    if (this.error !== undefined) throw this.error;
    const paths = [...this.paths];
    this.paths.clear();
    return paths;
  }

  private woken(): Promise<void> {
    return new Promise((wake) => {
      this.wake = wake;
    });
  }
}

function isIgnored({ folder, output }: AppProject, path: string): boolean {
  const parts = relative(folder, path).split(sep);
  if (parts.some((part) => OF_TOOLS.has(part) || (part.startsWith('.') && part !== '' && part !== '..'))) return true;
  const written = [resolve(folder, output), resolve(folder, dirname(output), 'artifacts')];
  return written.some((own) => path === own || path.startsWith(`${own}${sep}`));
}
