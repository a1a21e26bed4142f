/** Words that a name ends with when its value is a secret. */
const SECRET_WORDS: ReadonlySet<string> = new Set([
  'password',
  'passwd',
  'passphrase',
  'pwd',
  'secret',
  'token',
  'credential',
  'credentials',
  'apikey',
]);

/** Words before `key` that make it a secret one. */
const SECRET_KEYS: ReadonlySet<string> = new Set(['api', 'access', 'private', 'secret', 'encryption', 'signing', 'master', 'auth']);

/** The words of a name in any of the usual spellings: DB_PASSWORD, db-password, db.password, dbPassword. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter(Boolean);
}

/** Whether the value under a name ought to be a secret. */
export function namesSecret(name: string): boolean {
  const words = wordsOf(name);
  // Rails and Phoenix call theirs SECRET_KEY_BASE.
  const told = words.at(-1) === 'base' ? words.slice(0, -1) : words;
  const last = told.at(-1) ?? '';
  return SECRET_WORDS.has(last) || (last === 'key' && SECRET_KEYS.has(told.at(-2) ?? ''));
}

/** Whether a text stands where a secret would and is none: empty, a switch, a path, or a reference to be filled in. */
export function isNoSecret(value: string): boolean {
  return /^(|true|false|yes|no|on|off|null|none|\d{1,3})$/i.test(value) || /^([/$<{%]|\.\/)/.test(value) || value.includes('{{');
}

/** What gives a secret away whatever its name. */
const TELLING: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'a private key', pattern: /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----/ },
  { what: 'an access key of AWS', pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/ },
  { what: 'a token of GitHub', pattern: /\bgh[opsu]_[A-Za-z\d]{36}\b/ },
  { what: 'a live key of a payment provider', pattern: /\b[rs]k_live_[A-Za-z\d]{16,99}\b/ },
  { what: 'an address with a password in it', pattern: /\b[a-z][a-z\d+.-]{1,20}:\/\/[^\s:/@$<{]{1,99}:[^\s:/@$<{]{1,99}@/ },
];

/** What a text gives away, in words; undefined where it gives away nothing. */
export function secretIn(text: string): string | undefined {
  return TELLING.find(({ pattern }) => pattern.test(text))?.what;
}

/** Lines `name = value` or `name: value` of a settings file whose name says that the value is a secret; their names. */
export function secretSettingsIn(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const [, name = '', value = ''] = /^[\t ]{0,40}(?:export )?["']?([\w.-]{1,80})["']?[\t ]{0,5}[=:][\t ]{0,5}(.{0,200})/.exec(line) ?? [];
    const stated = value.replace(/^["'](.*?)["'],?$/, '$1').trim();
    return namesSecret(name) && !isNoSecret(stated) ? [name] : [];
  });
}
