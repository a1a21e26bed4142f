import { isObject, type Json, type JsonObject, objectAt } from '../../manifests/json';
import { sameJson, says } from './custom-resources';

/** A value and what its definition says of it; undefined values are those that are not there. */
export interface Described {
  readonly value: Json | undefined;
  readonly schema: JsonObject;
}

/** What a rule reads. */
interface Scope {
  readonly self: Described;
  readonly oldSelf?: Described;
}

/** A rule of a definition (`x-kubernetes-validations`), as far as it is understood. */
export interface DefinitionRule {
  /** Whether it compares with the value before. */
  readonly isTransition: boolean;
  /** Fields that it reads, each by its names: `self.disk.size` is [disk, size]. */
  readonly reads: ReadonlyArray<readonly string[]>;
  /** Whether a value keeps to it. */
  readonly holds: (scope: Scope) => boolean;
}

/** Longer rules are left to the API server. */
const MAX_LENGTH = 2000;

/**
 * Reads a rule that compares fields with each other, with constants or with what they were: `has`, `size`, comparisons,
 * `!`, `&&`, `||` and the choice by `?`. Undefined for one that does more, which is left to the API server.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules
 * @see https://github.com/google/cel-spec/blob/master/doc/langdef.md#logical-operators
 */
export function definitionRule(text: string): DefinitionRule | undefined {
  const tokens = text.length > MAX_LENGTH ? undefined : tokensOf(text);
  if (!tokens) return undefined;
  const reader = new Reader(tokens);
  const term = reader.whole();
  if (!term) return undefined;
  return { isTransition: /\boldSelf\b/.test(text), reads: reader.reads, holds: (scope) => term(scope) === true };
}

/** What a term comes to where it asks for a field that is not there, or of values that it cannot compare. */
const FAILED = Symbol('failed');

type Outcome = Json | typeof FAILED;

type Term = (scope: Scope) => Outcome;

interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'sign';
  readonly text: string;
}

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|'([^'\\]*)'|"([^"\\]*)"|([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)|(\|\||&&|[=!<>]=|[<>!()?:]))\s*/y;

function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  for (let place = 0; place < text.length; place = TOKEN.lastIndex) {
    TOKEN.lastIndex = place;
    const [, number, single, double, name, sign] = TOKEN.exec(text) ?? [];
    const [kind, found] = (
      [
        ['number', number],
        ['text', single ?? double],
        ['name', name],
        ['sign', sign],
      ] as const
    ).find(([, part]) => part !== undefined) ?? ['sign', undefined];
    if (found === undefined) return undefined;
    tokens.push({ kind, text: found });
  }
  return tokens;
}

/** Reads terms from the loosest binding to the tightest; undefined where it does not understand what stands there. */
class Reader {
  public readonly reads: string[][] = [];
  private place = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  public whole(): Term | undefined {
    const term = this.choice();
    return this.place === this.tokens.length ? term : undefined;
  }

  private choice(): Term | undefined {
    const condition = this.joined('||', () => this.joined('&&', () => this.comparison()));
    if (!condition || !this.takes('?')) return condition;
    const yes = this.choice();
    const no = this.takes(':') ? this.choice() : undefined;
    if (!yes || !no) return undefined;
    return (scope) => {
      const is = condition(scope);
      return is === true ? yes(scope) : is === false ? no(scope) : FAILED;
    };
  }

  /** One that decides the whole decides it also where another one fails. */
  private joined(sign: '||' | '&&', inner: () => Term | undefined): Term | undefined {
    const terms = [inner()];
    while (this.takes(sign)) terms.push(inner());
    const all = terms.filter((term) => term !== undefined);
    if (all.length < terms.length) return undefined;
    const [only] = all;
    if (all.length === 1) return only;
    return (scope) => {
      const outcomes = all.map((term) => term(scope));
      const decides = sign === '||';
      if (outcomes.includes(decides)) return decides;
      return outcomes.every((outcome) => outcome === !decides) ? !decides : FAILED;
    };
  }

  private comparison(): Term | undefined {
    const left = this.negation();
    const sign = this.tokens[this.place]?.text ?? '';
    const compare = this.tokens[this.place]?.kind === 'sign' && Object.hasOwn(COMPARISONS, sign) ? COMPARISONS[sign] : undefined;
    if (!left || !compare) return left;
    this.place += 1;
    const right = this.negation();
    if (!right) return undefined;
    return (scope) => {
      const [a, b] = [left(scope), right(scope)];
      return typeof a === 'symbol' || typeof b === 'symbol' ? FAILED : compare(a, b);
    };
  }

  private negation(): Term | undefined {
    if (!this.takes('!')) return this.operand();
    const inner = this.negation();
    if (!inner) return undefined;
    return (scope) => {
      const outcome = inner(scope);
      return typeof outcome === 'boolean' ? !outcome : FAILED;
    };
  }

  private operand(): Term | undefined {
    if (this.takes('(')) {
      const inner = this.choice();
      return this.takes(')') ? inner : undefined;
    }
    const token = this.tokens[this.place];
    if (!token || token.kind === 'sign') return undefined;
    this.place += 1;
    if (token.kind === 'number') return () => Number(token.text);
    if (token.kind === 'text') return () => token.text;
    if (Object.hasOwn(CONSTANTS, token.text)) return () => CONSTANTS[token.text] ?? null;
    return this.named(token.text);
  }

  private named(name: string): Term | undefined {
    if (!this.takes('(')) return this.field(name);
    if (name.endsWith('.size')) return this.takes(')') ? sized(this.field(name.slice(0, -'.size'.length))) : undefined;
    const argument = this.tokens[this.place];
    this.place += 1;
    if (argument?.kind !== 'name' || !this.takes(')')) return undefined;
    const field = this.field(argument.text);
    if (name === 'size') return sized(field);
    return name === 'has' && field && argument.text.includes('.') ? (scope) => field(scope) !== FAILED : undefined;
  }

  private field(name: string): Term | undefined {
    const [root, ...names] = name.split('.');
    // Names that are no words stand escaped: a-b as a__dash__b.
    if ((root !== 'self' && root !== 'oldSelf') || names.some((own) => own.includes('__'))) return undefined;
    this.reads.push(names);
    return (scope) => outcomeOf(names.reduce<Described | undefined>(fieldOf, scope[root]));
  }

  private takes(sign: string): boolean {
    const { kind, text } = this.tokens[this.place] ?? {};
    if (kind !== 'sign' || text !== sign) return false;
    this.place += 1;
    return true;
  }
}

const CONSTANTS: Readonly<Record<string, Json>> = { true: true, false: false, null: null };

const COMPARISONS: Readonly<Record<string, (a: Json, b: Json) => Outcome>> = {
  '==': sameJson,
  '!=': (a, b) => !sameJson(a, b),
  '<': ordered((a, b) => a < b),
  '<=': ordered((a, b) => a <= b),
  '>': ordered((a, b) => a > b),
  '>=': ordered((a, b) => a >= b),
};

function ordered(compare: (a: number | string, b: number | string) => boolean): (a: Json, b: Json) => Outcome {
  return (a, b) => {
    const isComparable = (typeof a === 'number' && typeof b === 'number') || (typeof a === 'string' && typeof b === 'string');
    return isComparable ? compare(a, b) : FAILED;
  };
}

function sized(field: Term | undefined): Term | undefined {
  if (!field) return undefined;
  return (scope) => {
    const value = field(scope);
    if (typeof value === 'string') return [...value].length;
    if (Array.isArray(value)) return value.length;
    return typeof value === 'object' && value !== null ? Object.keys(value).length : FAILED;
  };
}

function outcomeOf(described: Described | undefined): Outcome {
  return described?.value === undefined ? FAILED : described.value;
}

/** A field of an object; where it is not there, what it is by default, for rules see objects as they are stored. */
function fieldOf(described: Described | undefined, name: string): Described | undefined {
  if (!described || !isObject(described.value)) return undefined;
  const schema = objectAt(described.schema, 'properties', name);
  const value = Object.hasOwn(described.value, name) ? described.value[name] : undefined;
  return { value: value === null && says(schema, 'nullable') ? null : (value ?? schema.default), schema };
}
