const SECRET_NAME = /pass(word|wd|phrase)?|secret|token|api_?key|access_?key|private_?key|credential/i;
const NO_SECRET = /_(FILE|PATH|DIR|NAME|HOST|PORT|URL|TTL|ENABLED|EXPIRY|TIMEOUT|HEADER|LENGTH|ALGORITHM|ISSUER)$/i;
const LOGIN_IN_URL = /^[a-z][a-z0-9+.-]*:\/\/[^/@\s:]*:[^/@\s]+@/i;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
const HARMLESS = /^(|true|false|yes|no|on|off|\d{1,5})$/i;

/**
 * Whether a literal looks like a secret: by the name it is given under, a login inside a URL, or a private key.
 * A switch or a small number under such a name is none.
 */
export function looksLikeSecret(name: string, text: string): boolean {
  if (LOGIN_IN_URL.test(text) || PRIVATE_KEY.test(text)) return true;
  return SECRET_NAME.test(name) && !NO_SECRET.test(name) && !HARMLESS.test(text);
}
