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

/** Words before `secret` that make it the name of a Secret: credentialsSecret, TLS_SECRET, existing-secret. */
const NAMED_SECRETS: ReadonlySet<string> = new Set(['ca', 'cert', 'certificate', 'credential', 'credentials', 'existing', 'pull', 'tls']);

/** The words of a name in any of the usual spellings: DB_PASSWORD, db-password, db.password, dbPassword. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter(Boolean);
}

/** How every name ends that could name a secret: most do not, and their words need not be looked at. */
const TELLING_END = /(?:passw(?:or)?d|passphrase|pwd|secret|token|credentials?|key|base)[^a-z\d]*$/i;

/** Whether the value under a name ought to be a secret. */
export function namesSecret(name: string): boolean {
  if (!TELLING_END.test(name)) return false;
  const words = wordsOf(name);
  // Rails and Phoenix call theirs SECRET_KEY_BASE.
  const told = words.at(-1) === 'base' ? words.slice(0, -1) : words;
  const last = told.at(-1) ?? '';
  if (last === 'secret' && NAMED_SECRETS.has(told.at(-2) ?? '')) return false;
  return SECRET_WORDS.has(last) || (last === 'key' && SECRET_KEYS.has(told.at(-2) ?? ''));
}

/** Whether a text stands where a secret would and is none: empty, a switch, a path, a list, or a reference to be filled in. */
export function isNoSecret(value: string): boolean {
  return /^(|true|false|yes|no|on|off|null|none|\d{1,3})$/i.test(value) || /^([/$<{[%]|\.\/)/.test(value) || value.includes('{{');
}

/** What gives a secret away whatever its name. */
const TELLING: readonly { readonly what: string; readonly isIn: (text: string) => boolean }[] = [
  { what: 'a private key', isIn: (text) => /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----/.test(text) },
  { what: 'an access key of AWS', isIn: (text) => /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/.test(text) },
  { what: 'a token of GitHub', isIn: (text) => /\bgh[opsu]_[A-Za-z\d]{36}\b/.test(text) },
  { what: 'a live key of a payment provider', isIn: (text) => /\b[rs]k_live_[A-Za-z\d]{16,99}\b/.test(text) },
  { what: 'an address with a password in it', isIn: hasLoginInAddress },
];

/** What a text gives away, in words; undefined where it gives away nothing. */
export function secretIn(text: string): string | undefined {
  return TELLING.find(({ isIn }) => isIn(text))?.what;
}

const SCHEME = /\b[a-z][a-z\d+.-]{1,20}$/;
const LOGIN = /:\/\/[^\s:/@$<{]{1,99}:[^\s:/@$<{]{1,99}@/y;

/** Looks only where an address begins: a scheme could begin at every word. */
function hasLoginInAddress(text: string): boolean {
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 1)) {
    LOGIN.lastIndex = at;
    // One character more than a scheme has, by which its beginning is known.
    if (LOGIN.test(text) && SCHEME.test(text.slice(Math.max(0, at - 22), at))) return true;
  }
  return false;
}

/** Characters before the mark of a setting, at most. */
const HEAD = 134;

/** Lines `name = value` or `name: value` of a settings file whose name says that the value is a secret; their names. */
export function secretSettingsIn(text: string): string[] {
  const found: string[] = [];
  // The first mark of a line is the one behind its name, so that a line is looked at once and one without a mark never.
  const mark = /[=:]/g;
  for (let at = mark.exec(text)?.index; at !== undefined; at = mark.exec(text)?.index) {
    const begin = text.lastIndexOf('\n', at) + 1;
    const name = at - begin > HEAD ? undefined : settingName(text.slice(begin, at));
    if (name !== undefined && namesSecret(name) && !isNoSecret(settingValue(text.slice(at + 1, at + 206)))) found.push(name);
    const end = text.indexOf('\n', at);
    if (end < 0) break;
    mark.lastIndex = end;
  }
  return found;
}

function settingName(head: string): string | undefined {
  return /^[\t ]{0,40}(?:export )?["']?([\w.-]{1,80})["']?[\t ]{0,5}$/.exec(head)?.[1];
}

/** The value that a text begins with, without its quotes. */
function settingValue(text: string): string {
  const [, value = ''] = /^[\t ]{0,5}(.{0,200})/.exec(text) ?? [];
  return value.replace(/^["'](.*?)["'],?$/, '$1').trim();
}
