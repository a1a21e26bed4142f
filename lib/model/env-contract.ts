import { envPrefix } from '../core/names';
import type { Component, Endpoint, Link } from './component';
import { type EnvVar, join, literal, type SecretKey, type Value } from './value';

/** How a pod gets a secret: as a file in a read-only volume, or as an environment variable. */
export type SecretDelivery = 'file' | 'env';

/** Folder under which the secret of each target is mounted in its clients. */
export const SECRETS_DIR = '/run/secrets';

/** Path at which a client finds a key of a Secret. */
export function secretPath({ secret, key }: SecretKey): string {
  return `${SECRETS_DIR}/${secret}/${key}`;
}

/**
 * The words that a template may use, and what each stands for. This table is the whole env contract:
 * a target takes part in a word by having the fact it needs.
 */
const WORD_VALUES: Readonly<Record<string, (c: Component, e: Endpoint) => Value | undefined>> = {
  host: (c) => (c.host === undefined ? undefined : literal(c.host)),
  port: (_, e) => literal(e.port),
  scheme: (_, e) => literal(e.scheme),
  username: (c) => c.facts.username,
  password: (c) => c.facts.password,
  passwordFile: (c) => {
    const password = c.facts.password;
    return password?.kind === 'secret' ? { kind: 'secret-path', ref: password.ref, path: secretPath(password.ref) } : undefined;
  },
  database: (c) => c.facts.database,
  vhost: (c) => c.facts.vhost,
  queue: (c) => c.facts.queue,
};

/** Own words alone: `{constructor}` is none. */
const WORDS = new Map(Object.entries(WORD_VALUES));

/** The words of the contract, for messages and docs. */
export const TEMPLATE_WORDS: readonly string[] = [...WORDS.keys()];

/** Words in a template that the contract does not have. */
export function unknownWords(template: string): string[] {
  return wordsIn(template).filter((word) => !WORDS.has(word));
}

/** Words of the template that this target cannot answer. */
export function unansweredWords(template: string, link: Link): string[] {
  return wordsIn(template).filter((word) => answer(word, link) === undefined);
}

function wordsIn(template: string): string[] {
  return (template.match(/\{\w*\}/g) ?? []).map((word) => word.slice(1, -1));
}

/** Default variables of a scheme: suffix of the name and its template, by how secrets travel. */
function defaultTemplates(endpoint: Endpoint, facts: Component['facts'], delivery: SecretDelivery): Record<string, string> {
  const secret = facts.password !== undefined;
  const user = facts.username !== undefined;
  const inline = secret && delivery === 'env';
  const login = `${user ? '{username}' : ''}${inline ? ':{password}' : ''}`;
  const path = facts.database ? '/{database}' : facts.vhost ? '/{vhost}' : '';
  return {
    HOST: '{host}',
    PORT: '{port}',
    ...(facts.database && { DATABASE: '{database}' }),
    ...(facts.vhost && { VHOST: '{vhost}' }),
    ...(user && { USERNAME: '{username}' }),
    ...(secret && (delivery === 'env' ? { PASSWORD: '{password}' } : { PASSWORD_FILE: '{passwordFile}' })),
    URI: endpoint.scheme === 'grpc' ? '{host}:{port}' : `{scheme}://${login}${login ? '@' : ''}{host}:{port}${path}`,
  };
}

/** Environment variables that a connection gives its client. */
export function envOf(link: Link, delivery: SecretDelivery): EnvVar[] {
  const { to, endpoint, options } = link;
  const prefix = options.envPrefix ?? envPrefix(to.name);
  const named = options.env ?? prefixed(prefix, defaultTemplates(endpoint, to.facts, delivery));
  const vars = Object.entries(named).map(([name, template]) => ({ name, value: fill(template, link) }));
  if (options.env) return vars;
  const queue = options.queue === undefined ? [] : [{ name: `${prefix}_QUEUE`, value: literal(options.queue) }];
  const pool = options.poolPerReplica === undefined ? [] : [{ name: `${prefix}_POOL_SIZE`, value: literal(options.poolPerReplica) }];
  return [...vars, ...queue, ...pool];
}

function prefixed(prefix: string, templates: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(templates).map(([suffix, template]) => [`${prefix}_${suffix}`, template]));
}

/** What a word stands for; the queue that the client chose goes before the target's own. */
function answer(word: string, { to, endpoint, options }: Link): Value | undefined {
  const facts = options.queue === undefined ? to.facts : { ...to.facts, queue: literal(options.queue) };
  return WORDS.get(word)?.({ ...to, facts }, endpoint);
}

/** An IPv6 address stands in brackets where a port may follow it (RFC 3986, section 3.2.2). */
function bracketed(template: string, { to }: Link): string {
  return to.host?.includes(':') ? template.replace(/(?<=\/\/|@)\{host\}|\{host\}(?=:)/g, '[$&]') : template;
}

function fill(template: string, link: Link): Value {
  const parts = bracketed(template, link).split(/(\{\w+\})/);
  return join(parts.map((part) => (/^\{\w+\}$/.test(part) ? (answer(part.slice(1, -1), link) ?? literal('')) : literal(part))));
}
