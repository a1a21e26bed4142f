import { spawnSync } from 'node:child_process';

/** Image with curl and nc; the shop itself needs it. */
export const TOOLBOX = 'curlimages/curl:8.14.1';

/** How a program ended. */
export interface Answer {
  readonly code: number;
  readonly out: string;
}

export function run(command: string, ...args: string[]): Answer {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  return { code: status ?? 1, out: `${stdout}${status === 0 ? '' : stderr}` };
}

/** What docker says; fails where it does. */
export function docker(...args: string[]): string {
  const { code, out } = run('docker', ...args);
  if (code !== 0) throw new Error(`docker ${args.join(' ')}: ${out}`);
  return out.trim();
}

/** A container of a shop, as the engine sees it. */
export interface Container {
  readonly service: string;
  readonly id: string;
  readonly state: { readonly Running: boolean; readonly ExitCode: number; readonly StartedAt: string; readonly FinishedAt: string };
  readonly health?: string;
  readonly config: { readonly User: string };
  readonly host: {
    readonly ReadonlyRootfs: boolean;
    readonly CapDrop: readonly string[];
    readonly SecurityOpt: readonly string[];
    readonly Memory: number;
    readonly PidsLimit: number;
  };
  /** Addresses by network. */
  readonly addresses: ReadonlyMap<string, string>;
}

/** All containers of a project, those that have ended too. */
export function containersOf(project: string): Container[] {
  const ids = docker('ps', '--all', '--quiet', '--filter', `label=com.docker.compose.project=${project}`)
    .split('\n')
    .filter((id) => id !== '');
  if (ids.length === 0) return [];
  return (JSON.parse(docker('inspect', ...ids)) as Inspected[]).map(({ Id, State, Config, HostConfig, NetworkSettings }) => ({
    service: Config.Labels['com.docker.compose.service'] ?? '',
    id: Id,
    state: State,
    health: State.Health?.Status,
    config: Config,
    host: HostConfig,
    addresses: new Map(Object.entries(NetworkSettings.Networks).map(([name, { IPAddress }]) => [name, IPAddress])),
  }));
}

interface Inspected {
  readonly Id: string;
  readonly State: Container['state'] & { readonly Health?: { readonly Status: string } };
  readonly Config: Container['config'] & { readonly Labels: Readonly<Record<string, string>> };
  readonly HostConfig: Container['host'];
  readonly NetworkSettings: { readonly Networks: Readonly<Record<string, { readonly IPAddress: string }>> };
}

/** A request from the machine itself, wherever the engine's network is. */
export function fromHost(...args: string[]): Answer {
  return run('docker', 'run', '--rm', '--network', 'host', '--entrypoint', 'curl', TOOLBOX, '-sS', '--max-time', '10', ...args);
}

/** The places (`host:port`) to which a connection can be opened from where a container is; all are tried at once. */
export function reached(from: Container, places: readonly string[]): string[] {
  const tries = places.map((place) => `(nc -z -w 3 ${place.replace(':', ' ')} 2>/dev/null && echo ${place}) &`);
  const script = [...tries, 'wait'].join('\n');
  const { out } = run('docker', 'run', '--rm', '--network', `container:${from.id}`, '--entrypoint', 'sh', TOOLBOX, '-c', script);
  return out.split('\n').filter((line) => line !== '');
}

/** Asks again and again; undefined when the time is over. */
export async function eventually<T>(ask: () => T | undefined, seconds: number): Promise<T | undefined> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await new Promise((next) => setTimeout(next, 500))) {
    const answer = ask();
    if (answer !== undefined) return answer;
  }
  return undefined;
}
