import { spawn } from 'node:child_process';
import type { Environment } from './terminal';

/** What a program has said, and its exit code; null where it was ended. */
export interface ProgramOutput {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

/** Runs a command by a shell; ends it, with all that it has started, when the user stops. */
export function runShellCommand(command: string, cwd: string, env: Environment, stop?: AbortSignal): Promise<ProgramOutput> {
  return new Promise((resolve, reject) => {
    if (stop?.aborted) return resolve({ stdout: '', stderr: '', code: null });
    // A group of its own can be ended whole: a shell does not pass on what it is told.
    const group = process.platform !== 'win32';
    const child = spawn(command, { cwd, env, shell: true, stdio: ['ignore', 'pipe', 'pipe'], detached: group });
    const texts = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        texts[name] += text;
      });
    }
    const end = (): void => endAll(child.pid, group);
    stop?.addEventListener('abort', end);
    child.once('error', reject);
    child.once('close', (code) => {
      stop?.removeEventListener('abort', end);
      resolve({ ...texts, code });
    });
  });
}

function endAll(pid: number | undefined, group: boolean): void {
  if (pid === undefined) return;
  try {
    process.kill(group ? -pid : pid, 'SIGTERM');
  } catch (error) {
    // It may have ended a moment ago.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
