import type { Answer } from './exchange';
import { RegistryFailure, Unreached } from './registry-failure';

/** How long a registry is borne with. */
export interface Patience {
  /** Milliseconds that one answer may take. */
  readonly timeoutMs: number;
  /** How often a request is sent before it is given up. */
  readonly tries: number;
  readonly wait: (ms: number) => Promise<void>;
  /** Tells the user that it takes longer, and why. */
  readonly tell: (text: string) => void;
  /** Ends requests under way, and lets no other begin; what it gives as its reason is thrown. */
  readonly stop?: AbortSignal;
}

/** The one status of a server that does not change: it knows no HEAD, say. */
const NOT_IMPLEMENTED = 501;

/** First pause between two tries; each next one is twice as long. */
const FIRST_PAUSE_MS = 500;

/** Longest pause that a registry may ask for; one that wants more is given up at once rather than waited for. */
const LONGEST_PAUSE_MS = 60_000;

/** Sends a request again while the registry is busy, broken or out of reach: 429, 5xx, and failures of the network. */
export async function patiently(host: string, send: () => Promise<Answer>, patience: Patience): Promise<Answer> {
  const { tries, wait, tell } = patience;
  for (let n = 1; ; n++) {
    const outcome = await send().catch(ofNetwork);
    if (!(outcome instanceof Unreached) && !isTemporary(outcome.status)) return outcome;
    if (n >= tries) throw givenUp(host, outcome, tries);
    const pause = pauseAfter(outcome, n);
    if (pause > LONGEST_PAUSE_MS) throw tooLong(host, outcome as Answer, pause);
    tell(`${describe(host, outcome)}; trying again in ${pause / 1000} s (${n + 1} of ${tries})`);
    await wait(pause);
  }
}

function ofNetwork(error: unknown): Unreached {
  if (error instanceof Unreached) return error;
  throw error;
}

function isTemporary(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status !== NOT_IMPLEMENTED);
}

/** As the registry asks, in seconds or until a date by its own clock; otherwise ever longer. */
function pauseAfter(outcome: Answer | Unreached, n: number): number {
  const backOff = FIRST_PAUSE_MS * 2 ** (n - 1);
  if (outcome instanceof Unreached) return backOff;
  const after = outcome.headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(after)) return Math.max(Number(after) * 1000, FIRST_PAUSE_MS);
  const until = Date.parse(after) - Date.parse(outcome.headers.get('date') ?? '');
  return Number.isNaN(until) ? backOff : Math.max(until, FIRST_PAUSE_MS);
}

function describe(host: string, outcome: Answer | Unreached): string {
  return outcome instanceof Unreached ? outcome.got : `the status ${outcome.status} from ${host}`;
}

function givenUp(host: string, outcome: Answer | Unreached, tries: number): RegistryFailure {
  const got = `${describe(host, outcome)}, ${tries} ${tries === 1 ? 'time' : 'times'}`;
  if (outcome instanceof Unreached) return new Unreached(got, outcome.fix);
  const fix = outcome.status === 429 ? `try later, or log in with \`docker login ${host}\` for a higher limit` : 'try later';
  return new RegistryFailure(got, fix);
}

function tooLong(host: string, { status }: Answer, pause: number): RegistryFailure {
  const got = `the status ${status} from ${host}, which wants ${Math.ceil(pause / 1000)} s of pause`;
  return new RegistryFailure(got, 'try after that, or log in for a higher limit');
}
