import { type ProgramOutput, runShellCommand } from '../shell-command';
import type { Environment, Terminal } from '../terminal';
import { Stopped, UsageError } from '../usage-error';
import { readableError } from './app-error';
import type { AppProject } from './app-project';

/** What an app is told about the stage that it is synthesized for. */
interface AppStage {
  readonly environment?: Environment;
  /** For the message of a failure. */
  readonly profile?: string;
}

/**
 * Runs the command of an app as cdk8s-cli does: by a shell, in the project's folder, with the folder of its manifests in
 * CDK8S_OUTDIR. Throws what it says where it fails, for its user, and ends it with all that it has started when the user
 * stops.
 */
export async function runApp(
  { command, folder }: Pick<AppProject, 'command' | 'folder'>,
  outdir: string,
  terminal: Pick<Terminal, 'environment' | 'stop'>,
  { environment, profile }: AppStage = {},
): Promise<ProgramOutput> {
  const env = { ...terminal.environment, ...environment, CDK8S_OUTDIR: outdir };
  const output = await runShellCommand(command, folder, env, terminal.stop);
  if (terminal.stop?.aborted) throw new Stopped();
  if (output.code === 0) return output;
  const said = readableError(output.stderr, folder) ?? `${output.stdout}${output.stderr}`.trim();
  const told = said === '' ? `it says nothing, and ends with ${output.code ?? 'a signal'}` : said;
  throw new UsageError(
    `the app cannot be synthesized${profile === undefined ? '' : ` for ${profile}`}\n\n${told}\n\nTo see all that it says, run it: ${command}`,
  );
}
