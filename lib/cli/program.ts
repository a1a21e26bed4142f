import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Environment } from './terminal';

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
   * Its environment.
   *
   * @default - that of this process
   */
  readonly environment?: Environment;
  /**
   * Whether its output is kept from the terminal.
   *
   * @default false
   */
  readonly quiet?: boolean;
  /**
   * What it reads from its standard input; only where it runs quietly.
   *
   * @default - nothing
   */
  readonly input?: string;
}

/** How a program ended. */
export interface Ended {
  /** Its exit code; 128 and the signal's number where a signal ended it, as shells say it. */
  readonly code: number;
  /** What it wrote to its standard error, where it ran quietly. */
  readonly error: string;
  /** What it wrote to its standard output, where it ran quietly. */
  readonly output: Uint8Array;
}

/** Runs a program to its end; undefined where there is no such program. Tests give their own. */
export type RunProgram = (program: Program) => Promise<Ended | undefined>;

/** Runs a real one. Ctrl-C is for the program: it ends in its own way, and is waited for. */
export const runProgram: RunProgram = ({ command, args, folder, environment, quiet = false, input }) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: folder, env: environment, stdio: quiet ? 'pipe' : 'inherit' });
    const errors: Buffer[] = [];
    const outputs: Buffer[] = [];
    const stay = (): void => undefined;
    process.on('SIGINT', stay);
    child.stderr?.on('data', (bytes: Buffer) => errors.push(bytes));
    child.stdout?.on('data', (bytes: Buffer) => outputs.push(bytes));
    // A program that ends before it has read everything says itself why.
    child.stdin?.on('error', stay).end(input);
    child.on('error', (error: NodeJS.ErrnoException) => {
      process.off('SIGINT', stay);
      if (error.code === 'ENOENT') resolve(undefined);
      else reject(error);
    });
    child.on('close', (code, signal) => {
      process.off('SIGINT', stay);
      // Where there is no code, there is a signal.
      const ended = code ?? 128 + constants.signals[signal as NodeJS.Signals];
      resolve({ code: ended, error: Buffer.concat(errors).toString('utf8'), output: Buffer.concat(outputs) });
    });
  });
