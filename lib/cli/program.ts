import { spawn } from 'node:child_process';

/** A program to run. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  /**
   * Folder that it runs in.
   *
   * @default - the present one
   */
  readonly folder?: string;
  /**
   * Whether its output is kept from the terminal.
   *
   * @default false
   */
  readonly quiet?: boolean;
}

/** How a program ended. */
export interface Ended {
  /** Its exit code; 128 and the signal's number where a signal ended it, as shells say it. */
  readonly code: number;
  /** What it wrote to its standard error, where it ran quietly. */
  readonly error: string;
}

/** Runs a program to its end; undefined where there is no such program. Tests give their own. */
export type RunProgram = (program: Program) => Promise<Ended | undefined>;

const SIGNALS: Readonly<Record<string, number>> = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/** Runs a real one. Ctrl-C is for the program: it ends in its own way, and is waited for. */
export const runProgram: RunProgram = ({ command, args, folder, quiet = false }) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: folder, stdio: quiet ? ['ignore', 'ignore', 'pipe'] : 'inherit' });
    const texts: string[] = [];
    const stay = (): void => undefined;
    process.on('SIGINT', stay);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => texts.push(text));
    child.on('error', (error: NodeJS.ErrnoException) => {
      process.off('SIGINT', stay);
      if (error.code === 'ENOENT') resolve(undefined);
      else reject(error);
    });
    child.on('close', (code, signal) => {
      process.off('SIGINT', stay);
      resolve({ code: code ?? 128 + (SIGNALS[signal ?? ''] ?? 0), error: texts.join('') });
    });
  });
