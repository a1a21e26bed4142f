import type { Json } from '../../manifests/json';
import { Limit } from '../../registry/concurrency';
import type { Ended, RunProgram } from '../program';
import type { Environment } from '../terminal';
import { UsageError } from '../usage-error';

/** How long the API server may take to answer one question. */
const PATIENCE = '10s';

/** Questions at a time: each is a process of its own. */
const AT_A_TIME = 4;

/** Where kubectl is to ask. */
export interface ClusterChoice {
  /** Context of KUBECONFIG; the present one where there is none. */
  readonly context?: string;
  readonly environment?: Environment;
}

/** Of which objects a list is asked for. */
export interface Scope {
  /** Undefined for those of the whole cluster. */
  readonly namespace?: string;
  /** By their labels; all where there is none. */
  readonly selector?: string;
}

/** What the API server has answered: an object, or that there is none, or that this user may not know. */
export type Answer = { readonly found: Json } | 'nothing' | { readonly forbidden: string };

/** What kubectl has found of several kinds, and what it says of the others. */
export interface Listing {
  readonly output: string;
  /** `Error from server (Forbidden): secrets is forbidden: …` */
  readonly complaints: readonly string[];
}

/** A cluster as the user's own kubectl reaches it: its contexts, credentials and proxies are his. Nothing that writes is ever asked. */
export class Kubectl {
  private readonly limit = new Limit(AT_A_TIME);

  public constructor(
    private readonly run: RunProgram,
    private readonly choice: ClusterChoice,
  ) {}

  /** What the API server has at a path. Throws where it cannot be asked, or fails. */
  public async get(path: string): Promise<Answer> {
    const ended = await this.ask(['get', '--raw', path]);
    if (ended.code === 0) return { found: parsed(path, ended.output) };
    const reason = lastLine(ended.error);
    if (/^Error from server \(NotFound\)/.test(reason)) return 'nothing';
    if (/^Error from server \(Forbidden\)/.test(reason)) return { forbidden: reason };
    throw unreadable(reason);
  }

  /** What has to be there and to be known: this user may not do without. */
  public async must(path: string): Promise<Json | undefined> {
    const answer = await this.get(path);
    if (answer === 'nothing') return undefined;
    if ('found' in answer) return answer.found;
    throw new UsageError(
      `this user may not read what is compared: ${told(answer.forbidden)}. Nothing was reviewed; a role with get and list of what the manifests hold is enough`,
    );
  }

  /** The kinds that the API server has, as kubectl's table of them. */
  public apiResources(): Promise<Listing> {
    return this.whatThereIs(['api-resources', '--verbs=get,list,delete', '--no-headers']);
  }

  /** The objects of several kinds, as kubectl's list of them. */
  public list(kinds: readonly string[], { namespace, selector }: Scope): Promise<Listing> {
    const where = [
      ...(namespace === undefined ? [] : [`--namespace=${namespace}`]),
      ...(selector === undefined ? [] : [`--selector=${selector}`]),
    ];
    return this.whatThereIs(['get', kinds.join(), ...where, '--output=json', '--show-managed-fields']);
  }

  /** What kubectl finds, though some of it may not be had. Throws where it finds nothing at all. */
  private async whatThereIs(args: readonly string[]): Promise<Listing> {
    const ended = await this.ask(args);
    const output = new TextDecoder().decode(ended.output);
    if (ended.code === 0) return { output, complaints: [] };
    if (output.trim() === '') throw unreadable(lastLine(ended.error));
    return { output, complaints: ended.error.split('\n').filter((line) => /^(error:|Error from server)/.test(line)) };
  }

  private async ask(question: readonly string[]): Promise<Ended> {
    const { context, environment } = this.choice;
    const args = [...question, `--request-timeout=${PATIENCE}`, ...(context === undefined ? [] : [`--context=${context}`])];
    const ended = await this.limit.run(() => this.run({ command: 'kubectl', args, quiet: true, ...(environment && { environment }) }));
    if (!ended) throw new UsageError('there is no kubectl here, by which the cluster is read: https://kubernetes.io/docs/tasks/tools/');
    return ended;
  }
}

function unreadable(reason: string): UsageError {
  return new UsageError(`the cluster cannot be read: ${told(reason)}. Nothing was reviewed`);
}

function parsed(path: string, output: Uint8Array): Json {
  try {
    return JSON.parse(new TextDecoder().decode(output)) as Json;
  } catch {
    throw new UsageError(`the cluster cannot be read: what answers at ${path} is no API server. Nothing was reviewed`);
  }
}

/** What went before are warnings, and the log of its retries. */
function lastLine(text: string): string {
  return text.trim().replace(/^.*\n/s, '');
}

function told(reason: string): string {
  const said = reason.replace(/^(error|Error from server): /, '').replace(/\.$/, '');
  if (/timeout|deadline exceeded|Client\.Timeout/i.test(said)) return `no answer within ${PATIENCE} (${said})`;
  // With no configuration at all kubectl asks a server of its own invention.
  if (/localhost:8080/.test(said)) return `${said}: no KUBECONFIG names a cluster`;
  return said;
}
