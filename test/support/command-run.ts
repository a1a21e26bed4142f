import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCommand } from '../../lib/cli/command';
import type { Terminal } from '../../lib/cli/terminal';
import type { Verb } from '../../lib/cli/verb';

/** What a command ended with and wrote. */
export interface CommandRun {
  readonly exit: number;
  readonly out: string;
  readonly error: string;
}

/** Runs the command in the test's own process, in a folder and with the environment that the test has. */
export async function runIn(
  folder: string,
  args: readonly string[],
  terminal: Partial<Terminal> = {},
  verbs?: readonly Verb[],
): Promise<CommandRun> {
  const texts = { out: '', error: '' };
  const around: Terminal = {
    out: (text) => {
      texts.out += text;
    },
    error: (text) => {
      texts.error += text;
    },
    interactive: false,
    today: '2027-03-31',
    folder,
    environment: process.env,
    ...terminal,
  };
  const exit = await runCommand(args, '1.2.3', around, ...(verbs ? [verbs] : []));
  return { exit, ...texts };
}

/** Writes a file below a folder and gives its path. */
export function fileIn(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}
