import { execFile } from 'node:child_process';
import { type Credential, credential } from './credential';
import type { AskHelper } from './docker-config';
import { RegistryFailure, saidBy } from './registry-failure';

type Environment = Readonly<Record<string, string | undefined>>;

/** Milliseconds for a helper: it may have to be unlocked by a person. */
const HELPER_MS = 60_000;

/** What helpers say when they have nothing; nothing is no failure, since most images are for everybody. */
const NOTHING: readonly RegExp[] = [/credentials not found/i, /no credentials/i];

/**
 * Asks helpers of Docker, which are programs on the PATH of the environment.
 * @see https://github.com/docker/docker-credential-helpers
 */
export function helperIn(env: Environment): AskHelper {
  return async (helper, server) => {
    if (!/^[\w.-]+$/.test(helper)) throw failure(helper, 'a name that no program can have', 'correct the Docker configuration');
    return run(`docker-credential-${helper}`, server, env);
  };
}

function run(program: string, server: string, env: Environment): Promise<Credential | undefined> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, ['get'], { env: { ...env }, timeout: HELPER_MS, maxBuffer: 2 ** 20 }, (error, stdout, stderr) => {
      if (!error) return resolve(read(stdout, program));
      const said = `${stdout}${stderr}`;
      if (NOTHING.some((pattern) => pattern.test(said))) return resolve(undefined);
      reject(failure(program, wrongWith(error, stderr), `see what \`echo ${server} | ${program} get\` says`));
    });
    // A program that does not read, or is not there, is told of by its end.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(server);
  });
}

/** What a helper prints on its standard output may be a secret; on the other it is a message. */
function wrongWith({ code, killed }: Error & { readonly code?: unknown; readonly killed?: boolean }, stderr: string): string {
  if (code === 'ENOENT') return 'which is not on the PATH';
  if (killed) return `no end in ${HELPER_MS / 1000} s`;
  return `its end with ${code}${stderr.trim() === '' ? '' : `: ${saidBy(stderr)}`}`;
}

async function read(stdout: string, program: string): Promise<Credential | undefined> {
  try {
    const { Username, Secret } = JSON.parse(stdout) as { readonly Username?: unknown; readonly Secret?: unknown };
    return credential(String(Username ?? ''), String(Secret ?? ''));
  } catch {
    throw failure(program, 'an answer that is no JSON', `install a ${program} that fits`);
  }
}

function failure(program: string, got: string, fix: string): RegistryFailure {
  return new RegistryFailure(`from the credential helper ${program}: ${got}`, fix);
}
