import { type Challenge, challengeIn } from './challenge';
import { basic, type Credential } from './credential';
import type { Answer, Request } from './exchange';
import { RegistryFailure, saidBy } from './registry-failure';
import { jsonOf } from './registry-json';

type Bearer = Extract<Challenge, { readonly scheme: 'bearer' }>;

/** What a registry is asked with: sends requests, and knows the user's credentials if there are any. */
export interface Wire {
  readonly registry: string;
  readonly origin: URL;
  readonly send: (request: Request) => Promise<Answer>;
  readonly credential: () => Promise<Credential | undefined>;
}

/** The header that a registry wants after it has refused a request. */
export async function authorizationFor(wire: Wire, repository: string, header: string): Promise<string> {
  const challenge = challengeIn(header);
  if (!challenge) throw refused(wire.registry, undefined);
  const credential = await wire.credential();
  if (challenge.scheme === 'bearer') return tokenFor(wire, repository, challenge, credential);
  if (!credential) throw refused(wire.registry, credential);
  return basic(credential);
}

/** Says that a registry takes none of the credentials, and of whom it takes none. */
export function refused(registry: string, credential: Credential | undefined): RegistryFailure {
  const login = `\`docker login ${registry}\``;
  if (!credential)
    return new RegistryFailure(
      `a registry that wants credentials, and none for ${registry} in the Docker configuration`,
      `correct the name of the image, or log in with ${login}`,
    );
  const who = credential.isToken ? 'the token' : `the password of ${saidBy(credential.user)}`;
  return new RegistryFailure(`a refusal of ${who} by ${registry}`, `log in again with ${login}, as a user who may pull the image`);
}

async function tokenFor(wire: Wire, repository: string, challenge: Bearer, credential: Credential | undefined): Promise<string> {
  const { registry, send } = wire;
  const { status, body } = await send(tokenRequest(realmOf(wire, challenge), challenge, repository, credential));
  if (status === 401 || status === 403) throw refused(registry, credential);
  const { token, access_token: access } = status === 200 ? jsonOf(body) : {};
  const given = token ?? access;
  if (typeof given === 'string' && /^[\x21-\x7e]+$/.test(given)) return `Bearer ${given}`;
  const got = status === 200 ? 'an answer without a token' : `the status ${status}`;
  throw new RegistryFailure(`${got} from those who give the tokens of ${registry}`, 'ask those who run the registry');
}

/** The credentials go where the registry says, so that has to be as safe as the registry itself. */
function realmOf({ registry, origin }: Wire, { realm }: Bearer): URL {
  const url = URL.canParse(realm) ? new URL(realm) : undefined;
  if (url?.protocol === 'https:' || (url && url.protocol === origin.protocol)) return url;
  throw new RegistryFailure(
    `"${saidBy(realm)}" from ${registry} as the place for tokens, which is no encrypted address`,
    'ask those who run the registry',
  );
}

/**
 * A token for a password is asked for in a way that every registry knows, one for a token in that of OAuth 2.
 * @see https://distribution.github.io/distribution/spec/auth/oauth/
 */
function tokenRequest(realm: URL, challenge: Bearer, repository: string, credential: Credential | undefined): Request {
  const { service, scope = `repository:${repository}:pull` } = challenge;
  const asked = { ...(service !== undefined && { service }), scope };
  if (credential?.isToken) {
    const form = { grant_type: 'refresh_token', client_id: 'cdk8s-shop', refresh_token: credential.secret, ...asked };
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return { url: realm, method: 'POST', headers, body: new URLSearchParams(form).toString() };
  }
  const url = new URL(realm);
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  return { url, method: 'GET', headers: credential ? { authorization: basic(credential) } : {} };
}
