/** Strings that YAML 1.1, which the Kubernetes tools read, takes for something else when they stand without quotes. */
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null|-?e[-+]?\d+)$/i;

/**
 * Strings that mean themselves without quotes, in YAML 1.1 and 1.2 alike: a letter, slash or dash with a letter first, no
 * indicator after it. Everything else is quoted, so the list has to be safe and not complete.
 */
const PLAIN = /^(?:[A-Za-z/]|--?[A-Za-z])(?:[\w!"$%&'()*+,./;<=>?@[\\\]^{|}~-]|:(?=[\w/])| (?=[\w!"$%&'()*+,./;<=>?@[\\\]^{|}~-]))*$/;

/** Quantities, percentages, versions and addresses: they begin with a digit and are no numbers. */
const AMOUNT = /^\d+(?:m|%|[KMGT]i|(?:\.\d+){2,}(?:\/\d+)?)$/;

/** Invisible characters, but tab and line feed; YAML takes most of them only escaped. */
const INVISIBLE = /[^\P{C}\t\n]|[\u2028\u2029]/u;

/** Text that a literal block keeps as it is: its first line says the indentation, and its last ends it. */
const BLOCK = /^\S[\s\S]*[^\n]\n$/;

/**
 * A manifest as a YAML document in block style, keys in the order of the object. Made for what the API server takes:
 * maps, lists, strings, numbers, booleans and null; `undefined` is left out. Several times faster than a general
 * library, which builds and walks a tree of nodes first: see docs/decisions.
 */
export function renderYaml(manifest: object): string {
  return `${block(manifest, '')}\n`;
}

/** A value that begins on a line of its own, every line but the first behind `indent`. */
function block(value: object, indent: string): string {
  const parts = Array.isArray(value) ? value.map((item) => `-${entry(item, `${indent}  `, ' ')}`) : pairs(value, indent);
  return parts.join(`\n${indent}`);
}

function pairs(value: object, indent: string): string[] {
  const defined = Object.entries(value).filter(([, v]) => v !== undefined);
  return defined.map(([key, v]) => `${scalar(key)}:${entry(v, `${indent}  `, `\n${indent}  `)}`);
}

/** What follows a dash or a colon: a scalar on the same line, or a collection after `before`. */
function entry(value: unknown, indent: string, before: string): string {
  if (typeof value === 'string') return ` ${text(value, indent)}`;
  if (typeof value !== 'object' || value === null) return ` ${value ?? 'null'}`;
  const empty = Object.values(value).every((v) => v === undefined);
  if (empty) return Array.isArray(value) ? ' []' : ' {}';
  return `${before}${block(value, indent)}`;
}

/** Text of several lines as a literal block, which a reader can read and a diff can show. */
function text(value: string, indent: string): string {
  if (!BLOCK.test(value) || INVISIBLE.test(value)) return scalar(value);
  const lines = value.slice(0, -1).split('\n');
  return `|\n${lines.map((line) => (line === '' ? '' : `${indent}${line}`)).join('\n')}`;
}

/** JSON's quoting is YAML's too, but for what JSON leaves raw. */
function scalar(value: string): string {
  const plain = (PLAIN.test(value) && !RESERVED.test(value)) || AMOUNT.test(value);
  return plain ? value : JSON.stringify(value).replace(ALL_INVISIBLE, escaped);
}

const ALL_INVISIBLE = new RegExp(INVISIBLE, 'gu');

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
