import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a command of docker prints. */
export async function docker(...args: string[]): Promise<string> {
  const { stdout } = await run(process.env.DOCKER_CLIENT ?? 'docker', args, { maxBuffer: 2 ** 26 });
  return stdout.trim();
}

/** A container or image as the engine describes it. */
// biome-ignore lint/suspicious/noExplicitAny: tests look at fields of every kind
export async function inspected(name: string): Promise<any> {
  return JSON.parse(await docker('inspect', name))[0];
}

/**
 * Asks a container over its own network, from a second one that has a client: no port of this machine is needed, and the
 * image itself needs no client. Gives status and text.
 */
export async function asked(container: string, path: string): Promise<string> {
  const client = ['run', '--rm', '--network', `container:${container}`, '--entrypoint', 'curl', 'nginx:1.30-trixie'];
  return docker(
    ...client,
    '-sS',
    '--retry',
    '50',
    '--retry-delay',
    '1',
    '--retry-connrefused',
    '-w',
    ' %{http_code}',
    `http://127.0.0.1:8080${path}`,
  );
}

/** Begins a request that takes its time, and gives what it is answered once it is. */
export async function begun(container: string, path: string): Promise<() => Promise<string>> {
  const script = `echo begun; exec curl -sS -w ' %{http_code}' http://127.0.0.1:8080${path}`;
  const client = await docker(
    'run',
    '--detach',
    '--network',
    `container:${container}`,
    '--entrypoint',
    'sh',
    'nginx:1.30-trixie',
    '-c',
    script,
  );
  while (!(await docker('logs', client)).includes('begun')) await new Promise((resolve) => setTimeout(resolve, 50));
  return async () => {
    await docker('wait', client);
    const answer = await docker('logs', client);
    await docker('rm', client);
    return answer;
  };
}
