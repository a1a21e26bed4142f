import { RegistryFailure, Unreached } from './registry-failure';

/** One request, and how long its answer may take. */
export interface Request {
  readonly url: URL;
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What ends an exchange before its answer does. */
interface Limits {
  readonly timeoutMs: number;
  readonly stop?: AbortSignal;
}

/** An answer, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/**
 * Bytes of the largest answer that is read: no registry has to take a larger manifest, and tokens are far smaller.
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-manifests
 */
export const MAX_ANSWER_BYTES = 4 * 2 ** 20;

/** Registries hand over to a store of theirs once; more is a circle. */
const MAX_REDIRECTS = 5;

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/**
 * Sends a request and reads the answer, redirects included, within the time. Another host never gets the credentials
 * of the first, and what began encrypted stays so. Where it is stopped, the reason of the signal is thrown.
 */
export async function exchange(request: Request, { timeoutMs, stop }: Limits): Promise<Answer> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    return await answerOf(request, stop ? AbortSignal.any([timeout, stop]) : timeout);
  } catch (error) {
    stop?.throwIfAborted();
    if (error instanceof RegistryFailure) throw error;
    // By the signal and not by the error, which has other names in older releases of Node.
    throw timeout.aborted ? tooLate(request.url, timeoutMs) : failureOf(error, request.url);
  }
}

async function answerOf({ url, method, headers, body }: Request, signal: AbortSignal): Promise<Answer> {
  let at = url;
  let sent: Readonly<Record<string, string>> = { 'user-agent': 'cdk8s-shop', ...headers };
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const response = await fetch(at.href, { method, headers: sent, body, redirect: 'manual', signal });
    const next = method === 'POST' ? undefined : redirectOf(response, at);
    if (next === undefined) return { status: response.status, headers: response.headers, body: await bounded(response, at) };
    await response.body?.cancel();
    if (next.origin !== at.origin) sent = withoutCredentials(sent);
    at = next;
  }
  throw new RegistryFailure(`more than ${MAX_REDIRECTS} redirects of ${url.host}`, 'ask those who run the registry');
}

function redirectOf({ status, headers }: Response, from: URL): URL | undefined {
  const location = headers.get('location');
  if (!REDIRECTS.includes(status) || location === null) return undefined;
  const next = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  const isKept = next?.protocol === 'https:' || next?.protocol === from.protocol;
  if (next && isKept && /^https?:$/.test(next.protocol) && next.username === '') return next;
  throw new RegistryFailure(`a redirect of ${from.host} to what is no encrypted address`, 'ask those who run the registry');
}

function withoutCredentials(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'authorization'));
}

async function bounded(response: Response, { host }: URL): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  // The stream of an answer without a body, as that to HEAD has none, is null.
  for await (const chunk of response.body ?? []) {
    total += chunk.length;
    // Leaving the loop ends the connection.
    if (total > MAX_ANSWER_BYTES)
      throw new RegistryFailure(`an answer of ${host} of more than ${MAX_ANSWER_BYTES / 2 ** 20} MiB`, 'ask those who run the registry');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** What the codes of the network mean to a user. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'a refused connection',
  ECONNRESET: 'a connection that was cut',
  UND_ERR_SOCKET: 'a connection that was cut',
  EAI_AGAIN: 'a name that cannot be looked up now',
  ENOTFOUND: 'a name that is not known',
  EHOSTUNREACH: 'no way to the host',
  ENETUNREACH: 'no way to the network',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
};

function tooLate({ host }: URL, timeoutMs: number): Unreached {
  return new Unreached(`no answer from ${host} in ${timeoutMs / 1000} s`, `${reaching(host)}, or give it longer with --timeout`);
}

function reaching(host: string): string {
  return `see that this machine reaches ${host}`;
}

function failureOf(error: unknown, { host }: URL): RegistryFailure {
  const code = codeOf((error as Error).cause);
  if (/^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS)/.test(code))
    return new RegistryFailure(`a certificate of ${host} that cannot be trusted (${code})`, 'name its authority in NODE_EXTRA_CA_CERTS');
  if (/^(ERR_SSL|EPROTO)/.test(code))
    return new RegistryFailure(`no encryption that can be agreed on with ${host} (${code})`, 'correct the port, or allow --plain-http');
  return new Unreached(`${REASONS[code] ?? `a failure of the network (${code})`} at ${host}`, reaching(host));
}

/** A host of several addresses fails with an error for each, and their code in the first. */
function codeOf(cause: unknown): string {
  const { code, errors } = (cause ?? {}) as { readonly code?: unknown; readonly errors?: ReadonlyArray<{ readonly code?: unknown }> };
  return String(code ?? errors?.[0]?.code ?? 'unknown');
}
