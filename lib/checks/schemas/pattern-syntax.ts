/** A test of one character, by its code point. */
export type CharTest = (code: number) => boolean;

/** A regular expression as a tree. */
export type Pattern =
  | { readonly form: 'char'; readonly test: CharTest }
  | { readonly form: 'edge'; readonly edge: 'start' | 'end' | 'word' | 'no-word' }
  | { readonly form: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly form: 'choice'; readonly parts: readonly Pattern[] }
  | { readonly form: 'repeat'; readonly of: Pattern; readonly min: number; readonly max: number };

const CLASSES: Readonly<Record<string, CharTest>> = {
  d: (c) => c >= 48 && c <= 57,
  w: isWordChar,
  s: (c) => c === 32 || (c >= 9 && c <= 13 && c !== 11),
};

const POSIX: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  digit: '0-9',
  lower: 'a-z',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
  punct: '!-/:-@[-`{-~',
};

const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, v: 11, a: 7 };

export function isWordChar(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);
}

/** Groups that lie deeper are not read. */
const MAX_DEPTH = 50;

class Unsupported extends Error {}

/** Reads a regular expression in the syntax that Go has; undefined for what it refuses or what is not read here, such as flags. */
export function parsePattern(text: string): Pattern | undefined {
  try {
    return new Parser([...text]).pattern();
  } catch (error) {
    if (error instanceof Unsupported) return undefined;
    throw error;
  }
}

class Parser {
  private position = 0;
  private depth = 0;

  constructor(private readonly chars: readonly string[]) {}

  public pattern(): Pattern {
    const whole = this.choice();
    if (this.position < this.chars.length) throw new Unsupported();
    return whole;
  }

  private choice(): Pattern {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw new Unsupported();
    const parts = [this.sequence()];
    while (this.take('|')) parts.push(this.sequence());
    this.depth -= 1;
    return parts.length === 1 ? (parts[0] as Pattern) : { form: 'choice', parts };
  }

  private sequence(): Pattern {
    const parts: Pattern[] = [];
    while (this.position < this.chars.length && this.peek() !== '|' && this.peek() !== ')') parts.push(this.repeated());
    return { form: 'sequence', parts };
  }

  private repeated(): Pattern {
    let of = this.single();
    for (;;) {
      const bounds = this.bounds();
      if (!bounds) return of;
      this.take('?');
      of = { form: 'repeat', of, ...bounds };
    }
  }

  private bounds(): { readonly min: number; readonly max: number } | undefined {
    if (this.take('*')) return { min: 0, max: Number.POSITIVE_INFINITY };
    if (this.take('+')) return { min: 1, max: Number.POSITIVE_INFINITY };
    if (this.take('?')) return { min: 0, max: 1 };
    const found = /^\{(\d+)(,(\d*))?\}/.exec(this.chars.slice(this.position, this.position + 16).join(''));
    if (!found) return undefined;
    this.position += found[0].length;
    const min = Number(found[1]);
    const max = found[2] === undefined ? min : found[3] ? Number(found[3]) : Number.POSITIVE_INFINITY;
    // Go refuses more than 1000 repetitions.
    if (max < min || min > 1000 || (max > 1000 && Number.isFinite(max))) throw new Unsupported();
    return { min, max };
  }

  private single(): Pattern {
    const char = this.next();
    if (char === '(') return this.group();
    if (char === '[') return { form: 'char', test: this.charClass() };
    if (char === '.') return { form: 'char', test: (code) => code !== 10 };
    if (char === '^') return { form: 'edge', edge: 'start' };
    if (char === '$') return { form: 'edge', edge: 'end' };
    if (char === '\\') return this.escaped();
    if ('*+?'.includes(char)) throw new Unsupported();
    return { form: 'char', test: is(char) };
  }

  private group(): Pattern {
    if (this.take('?') && !this.take(':')) {
      this.take('P');
      if (!this.take('<') || !/[A-Za-z_]/.test(this.peek() ?? '')) throw new Unsupported();
      while (!this.take('>')) this.next();
    }
    const inner = this.choice();
    if (!this.take(')')) throw new Unsupported();
    return inner;
  }

  private escaped(): Pattern {
    const char = this.peek() ?? '';
    if ('Azb'.includes(char) || char === 'B') {
      this.next();
      return { form: 'edge', edge: char === 'A' ? 'start' : char === 'z' ? 'end' : char === 'b' ? 'word' : 'no-word' };
    }
    return { form: 'char', test: this.escapedTest() };
  }

  /** What stands after a backslash, in a class or outside. */
  private escapedTest(): CharTest {
    const char = this.next();
    const named = CLASSES[char.toLowerCase()];
    if (named) return char === char.toLowerCase() ? named : (code) => !named(code);
    const code = this.escapedCode(char);
    return (other) => other === code;
  }

  private escapedCode(char: string): number {
    const control = ESCAPES[char];
    if (control !== undefined) return control;
    if (char === 'x') {
      const found = /^(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]{1,6})\})/.exec(this.chars.slice(this.position, this.position + 9).join(''));
      if (!found) throw new Unsupported();
      this.position += found[0].length;
      return Number.parseInt(found[1] ?? found[2] ?? '', 16);
    }
    if (/[0-9A-Za-z]/.test(char)) throw new Unsupported();
    return char.codePointAt(0) ?? 0;
  }

  private charClass(): CharTest {
    const negated = this.take('^');
    const tests: CharTest[] = [];
    for (let first = true; first || this.peek() !== ']'; first = false) tests.push(this.classItem());
    this.next();
    const among = (code: number) => tests.some((test) => test(code));
    return negated ? (code) => !among(code) : among;
  }

  private classItem(): CharTest {
    const char = this.next();
    if (char === '[' && this.peek() === ':') return this.posix();
    if (char === '\\' && CLASSES[(this.peek() ?? '').toLowerCase()]) return this.escapedTest();
    const from = char === '\\' ? this.escapedCode(this.next()) : (char.codePointAt(0) ?? 0);
    if (this.peek() !== '-' || this.chars[this.position + 1] === ']' || this.position + 1 >= this.chars.length)
      return (code) => code === from;
    this.next();
    const end = this.next();
    const to = end === '\\' ? this.escapedCode(this.next()) : (end.codePointAt(0) ?? 0);
    if (to < from) throw new Unsupported();
    return (code) => code >= from && code <= to;
  }

  private posix(): CharTest {
    const found = /^:(\w+):\]/.exec(this.chars.slice(this.position, this.position + 10).join(''));
    const ranges = found && Object.hasOwn(POSIX, found[1] ?? '') ? POSIX[found[1] ?? ''] : undefined;
    if (!found || ranges === undefined) throw new Unsupported();
    this.position += found[0].length;
    return new Parser([...ranges.replace('[', '\\['), ']']).charClass();
  }

  private peek(): string | undefined {
    return this.chars[this.position];
  }

  private next(): string {
    const char = this.chars[this.position];
    if (char === undefined) throw new Unsupported();
    this.position += 1;
    return char;
  }

  private take(char: string): boolean {
    if (this.chars[this.position] !== char) return false;
    this.position += 1;
    return true;
  }
}

function is(char: string): CharTest {
  const code = char.codePointAt(0);
  return (other) => other === code;
}
