import { spawnSync } from 'node:child_process';
import type { AnyManifest } from '../support/synthesis';

/** What a call of kubectl came to. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs kubectl, whatever comes of it. */
export function attempt(args: readonly string[], input?: AnyManifest): Outcome {
  const run = spawnSync('kubectl', args, { encoding: 'utf8', input: input && JSON.stringify(input), maxBuffer: 1 << 28 });
  return { status: run.status, stdout: run.stdout, stderr: run.stderr };
}

/** What kubectl prints; fails when it fails. */
export function kubectl(args: readonly string[], input?: AnyManifest): string {
  const { status, stdout, stderr } = attempt(args, input);
  if (status !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** The object that kubectl prints. */
export function kubectlJson(...args: string[]): AnyManifest {
  return JSON.parse(kubectl([...args, '-o', 'json']));
}

/** `group/version Kind` of those that the cluster does not serve. */
export function notServed(kinds: ReadonlySet<string>): string[] {
  const served = new Map<string, Set<string>>();
  for (const version of new Set([...kinds].map((kind) => kind.split(' ')[0]))) {
    const { status, stdout } = attempt(['get', '--raw', version === 'v1' ? '/api/v1' : `/apis/${version}`]);
    const { resources } = status === 0 ? JSON.parse(stdout) : { resources: [] };
    served.set(version, new Set(resources.map((resource: { kind: string }) => resource.kind)));
  }
  return [...kinds].filter((kind) => !served.get(kind.split(' ')[0])?.has(kind.split(' ')[1])).sort();
}

/** Everything that can be listed in a namespace but events: Kubernetes' own kinds, and those of the given custom groups. */
export function kindsOf(groups: ReadonlySet<string>): string[] {
  const kinds = kubectl(['api-resources', '--verbs=list,delete', '--namespaced', '-o', 'name']).split('\n').filter(Boolean);
  return kinds.filter((kind) => {
    const [name, ...group] = kind.split('.');
    return name !== 'events' && (group.length < 2 || group.slice(-2).join('.') === 'k8s.io' || groups.has(group.join('.')));
  });
}

/** `kind/name` of every object of some kinds in a namespace. */
export function contentOf(namespace: string, kinds: readonly string[]): string[] {
  return kubectl(['get', kinds.join(','), '-n', namespace, '-o', 'name', '--ignore-not-found'])
    .split('\n')
    .filter(Boolean)
    .sort();
}

/** Asks again until the answer is yes, or the time is up. */
export async function eventually(done: () => boolean, seconds: number): Promise<boolean> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    if (done()) return true;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return done();
}
