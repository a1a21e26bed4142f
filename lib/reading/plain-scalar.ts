/** What the words of YAML 1.1 mean to kubectl and to the API server. */
const WORDS: ReadonlyMap<string, boolean | null | number> = new Map<string, boolean | null | number>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Number.POSITIVE_INFINITY] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
]);

const INTEGER = /^([-+]?)(0[xX][0-9a-fA-F]+|0[oO]?[0-7]+|0[bB][01]+|0|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

/**
 * What a scalar without quotes and tag means to kubectl and to the API server, which read YAML by go-yaml 2: mostly
 * YAML 1.1, without its numbers to the base 60 and with dates left as text.
 *
 * Integers beyond 2^53 lose their last digits, as every number of JavaScript does.
 * @see https://github.com/yaml/go-yaml/blob/v2.4.2/resolve.go
 */
export function plainScalar(text: string): string | number | boolean | null {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  const first = text.charCodeAt(0);
  // Neither a digit nor one of +-.
  if (first > 0x39 || first < 0x2b) return text;
  // Underscores stand anywhere in a number, but in one that begins with a point between digits alone.
  if (text.startsWith('.') && /_(?!\d)|\D_/.test(text)) return text;
  const digits = text.replaceAll('_', '');
  return integerOf(digits) ?? floatOf(digits) ?? text;
}

/** Undefined for what is none, or has more than 64 bits. */
function integerOf(text: string): number | undefined {
  const [, sign = '', digits] = INTEGER.exec(text) ?? [];
  // Longer than 64 bits in any notation; a number of megabytes would take minutes to read.
  if (digits === undefined || digits.length > 100) return undefined;
  if (digits.length <= 15 && !digits.startsWith('0')) return sign === '-' ? -Number(digits) : Number(digits);
  const octal = /^0[0-7]+$/.test(digits);
  const size = BigInt(octal ? `0o${digits.slice(1)}` : digits.toLowerCase());
  const limit = sign === '' ? 2n ** 64n : 2n ** 63n + (sign === '-' ? 1n : 0n);
  if (size >= limit) return undefined;
  return Number(sign === '-' ? -size : size);
}

function floatOf(text: string): number | undefined {
  if (!FLOAT.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** Whether a scalar is a word, other than true and false, that kubectl reads as a boolean. */
export function isHiddenBoolean(text: string): boolean {
  return typeof WORDS.get(text) === 'boolean' && !/^(true|false)$/i.test(text);
}
