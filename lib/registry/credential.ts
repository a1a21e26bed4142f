/** Who asks a registry. The secret goes into headers and bodies of requests alone. */
export interface Credential {
  readonly user: string;
  readonly secret: string;
  /** Whether the secret is no password but a token for which others are given. */
  readonly isToken: boolean;
}

/** The user that helpers give for such a token. */
const TOKEN_USER = '<token>';

/** Undefined where there is no secret: an entry of the Docker configuration may be empty. */
export function credential(user: string, secret: string): Credential | undefined {
  return secret === '' ? undefined : { user, secret, isToken: user === TOKEN_USER };
}

/** The header that tells a user and a password. */
export function basic({ user, secret }: Credential): string {
  return `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
}
