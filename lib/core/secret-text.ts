/**
 * Words of a variable's name that tell of a secret. Whole words at their end, and `PASS` at its beginning too, so that
 * TOKENIZER, PASSENGER and COMPASS tell of none.
 */
const SECRET_NAME =
  /((?<![A-Z])PASS|PASSWD|PASSWORDS?|PASSPHRASE|(?<![A-Z])PWD|SECRETS?|TOKENS?|CREDENTIALS?|(API|ACCESS|PRIVATE|SECRET)[_.-]?KEYS?)(?![A-Z])/;

/** Ends of names that say something about a secret, and are none. */
const NO_SECRET =
  /[_.-](FILE|PATH|DIR|NAME|HOST|PORT|URL|URI|ENDPOINT|TTL|ENABLED|EXPIRY|LIFETIME|SECONDS|TIMEOUT|HEADER|LENGTH|TYPE|POLICY|ALGORITHM|ISSUER|AUDIENCE)$/;

/** A login inside a URL, anywhere in the text; a placeholder (`${PASSWORD}`, `{{ .password }}`, `<password>`) is none. */
const LOGIN_IN_URL = /[a-z0-9+.-]:\/\/[^/@\s:]*:[^/@\s${<][^/@\s]*@/i;

const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
const HARMLESS = /^(|true|false|yes|no|on|off|\d{1,5})$/i;

/**
 * Whether a literal looks like a secret: by the name it is given under, a login inside a URL, or a private key.
 * A switch or a small number under such a name is none.
 */
export function looksLikeSecret(name: string, text: string): boolean {
  if (LOGIN_IN_URL.test(text) || PRIVATE_KEY.test(text)) return true;
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
  return SECRET_NAME.test(words) && !NO_SECRET.test(words) && !HARMLESS.test(text);
}
