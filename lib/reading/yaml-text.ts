import { type LoaderState, load, Schema, Type, YAMLException } from 'js-yaml';
import { isHiddenBoolean, plainScalar } from './plain-scalar';
import { expand, MERGE } from './yaml-expansion';
import { YamlOutline } from './yaml-outline';
import { MAX_DEPTH, type RefusalKind, RefusedYaml, tooDeep } from './yaml-refusal';

/** A document that was read. */
export interface YamlDocument {
  readonly value: unknown;
  /** The text as the loader holds it. Long values are slices of it, so that to keep it takes no more memory. */
  readonly text: string;
  /** Line, from 0, of each map that is an item of a list directly below the document: the objects of a `List`. */
  readonly itemLines: ReadonlyMap<unknown, number>;
  /** Plain words that were read as booleans and do not look like it: `no`, `y`. */
  readonly hiddenBooleans: ReadonlySet<string>;
  /** The first key that came twice. */
  readonly duplicateKey?: Problem;
}

/** Something that keeps a document from being read, and where: line and column from 0. */
export interface Problem {
  readonly reason: string;
  readonly line: number;
  readonly column: number;
}

/** Thrown for a document that is no YAML, or none that kubectl reads. */
export class UnreadableYaml extends Error {
  public constructor(
    public readonly kind: RefusalKind,
    public readonly problem: Problem,
  ) {
    super(problem.reason);
  }
}

const YAML = 'tag:yaml.org,2002:';

/** Reads documents as kubectl and the API server do. One reader reads one document after another. */
export class YamlReader {
  private readonly schema = new Schema({ implicit: [this.plain()], explicit: EXPLICIT_TYPES });
  private hiddenBooleans = new Set<string>();
  private merges = false;
  private state?: LoaderState;
  private depth = 0;
  /** Whether no tab can stand where kubectl would stop at it. */
  private tabsIndent = false;
  private itemLines = new Map<unknown, number>();
  private lines: number[] = [];

  /** Throws `UnreadableYaml`. A key that comes twice is not refused: the last one counts, as it does for kubectl. */
  public read(text: string): YamlDocument {
    try {
      return this.load(text, false);
    } catch (error) {
      if (!(error instanceof YAMLException) || error.reason !== 'duplicated mapping key') throw this.unreadable(error, text);
      const duplicateKey = problemOf(error);
      try {
        return { ...this.load(text, true), duplicateKey };
      } catch (second) {
        throw this.unreadable(second, text);
      }
    }
  }

  /** Where the fields of a document stand that could be read; undefined for one that is JSON and no YAML. */
  public outline(text: string): YamlOutline | undefined {
    const outline = new YamlOutline();
    try {
      load(text, { schema: this.schema, json: true, listener: (event, state) => outline.follow(event, state) });
      return outline;
    } catch (error) {
      if (error instanceof YAMLException) return undefined;
      throw error;
    }
  }

  private load(text: string, lastWins: boolean): YamlDocument {
    this.tabsIndent = !text.includes('\t') || text.trimStart().startsWith('{');
    this.hiddenBooleans = new Set();
    this.itemLines = new Map();
    this.lines = [];
    this.depth = 0;
    this.merges = false;
    this.state = undefined;
    refuseForeign(text);
    const loaded = load(text, { schema: this.schema, json: lastWins, listener: (event, state) => this.follow(event, state) });
    const held = this.heldText(text);
    if (!this.needsExpansion(text)) return this.document(loaded ?? null, held);
    this.state = undefined;
    return this.document(expand(loaded, this.itemLines), held);
  }

  /** The loader ends its copy by a null. */
  private heldText(text: string): string {
    return this.state?.input.slice(0, -1) ?? text;
  }

  private document(value: unknown, text: string): YamlDocument {
    return { value, text, itemLines: this.itemLines, hiddenBooleans: this.hiddenBooleans };
  }

  /** Most documents have no aliases, and no map that stands as a key, which is what a template of Helm looks like. */
  private needsExpansion(text: string): boolean {
    const anchors = this.state !== undefined && Object.keys(this.state.anchorMap).length > 0;
    return anchors || this.merges || /\{\{|\}\s*:/.test(text) || (text.includes('?') && /^[ -]*\?\s/m.test(text));
  }

  /** Counts the levels, since the loader calls itself for each, and notes where items begin. */
  private follow(event: 'open' | 'close', state: LoaderState): void {
    this.state = state;
    if (event === 'open') {
      this.lines[this.depth] = state.line;
      this.depth++;
      if (this.depth > MAX_DEPTH) throw tooDeep();
      if (!this.tabsIndent && isAfterTab(state)) throw new RefusedYaml('syntax', 'a tab that indents');
      return;
    }
    this.depth--;
    if (this.depth === 2 && state.kind === 'mapping') this.itemLines.set(state.result, this.lines[2] ?? 0);
  }

  private plain(): Type {
    return new Type(`${YAML}plain`, {
      kind: 'scalar',
      construct: (text: string) => {
        if (text === '<<') {
          this.merges = true;
          return MERGE;
        }
        const value = plainScalar(text);
        if (typeof value === 'boolean' && isHiddenBoolean(text)) this.hiddenBooleans.add(text);
        return jsonNumber(value, text);
      },
    });
  }

  private unreadable(error: unknown, text: string): UnreadableYaml {
    if (error instanceof YAMLException) return new UnreadableYaml('syntax', within(text, problemOf(error)));
    if (!(error instanceof RefusedYaml)) throw error;
    const { line, column } = this.state ? { line: this.state.line, column: this.state.position - this.state.lineStart } : placeOf(text);
    return new UnreadableYaml(error.kind, { reason: error.message, line, column });
  }
}

/** The loader adds a line to a text without one at its end, and may mean that one. */
function within(text: string, problem: Problem): Problem {
  const lines = text.split('\n');
  if (problem.line < lines.length) return problem;
  return { ...problem, line: lines.length - 1, column: lines.at(-1)?.length ?? 0 };
}

/** Where a document goes wrong that was read to its end: at a template if it has one, and otherwise as a whole. */
function placeOf(text: string): Pick<Problem, 'line' | 'column'> {
  const before = text.slice(0, Math.max(0, text.indexOf('{{'))).split('\n');
  return { line: before.length - 1, column: before.at(-1)?.length ?? 0 };
}

function problemOf({ reason, mark }: YAMLException): Problem {
  if (!mark) return { reason, line: 0, column: 0 };
  // The loader goes back to a key that came before, and counts its column from the line that it has come to.
  const lineStart = mark.buffer.lastIndexOf('\n', mark.position - 1) + 1;
  return { reason, line: mark.line, column: Math.max(0, mark.position - lineStart) };
}

/** Whether nothing but blanks, and a tab among them, stands before what begins here: the loader takes it, kubectl doesn't. */
function isAfterTab({ input, lineStart, position }: LoaderState): boolean {
  if (position === lineStart || !/[ \t]/.test(input.charAt(position - 1))) return false;
  return /^[ \t]*\t[ \t]*$/.test(input.slice(lineStart, position));
}

/** What the loader takes and kubectl doesn't, or takes for something else. */
function refuseForeign(text: string): void {
  if (/^%YAML (?!1\.1\s)/.test(text)) throw new RefusedYaml('syntax', 'a directive for a YAML other than 1.1');
  if (/[\x85\u2028\u2029]/.test(text) && !text.trimStart().startsWith('{'))
    throw new RefusedYaml('syntax', 'a separator of lines other than the line feed (U+0085, U+2028 or U+2029)');
}

function jsonNumber<T>(value: T, text: string): T {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RefusedYaml('syntax', `${text}, a number that JSON does not have`);
  return value;
}

/** A type that a tag asks for; its text is null where nothing follows the tag. */
function tagged(name: string, construct: (text: string) => unknown): Type {
  return new Type(`${YAML}${name}`, { kind: 'scalar', construct: (text: string | null) => construct(text ?? '') });
}

function plainOf(name: string, accepts: (value: unknown) => boolean): Type {
  return tagged(name, (text) => {
    const value = jsonNumber(plainScalar(text), text);
    if (accepts(value)) return value;
    throw new RefusedYaml('syntax', `"${text}" with the tag !!${name}`);
  });
}

const EXPLICIT_TYPES: readonly Type[] = [
  tagged('str', (text) => text),
  tagged('timestamp', (text) => text),
  tagged('binary', (text) => Buffer.from(text, 'base64').toString('utf8')),
  plainOf('int', Number.isInteger),
  plainOf('float', (value) => typeof value === 'number'),
  plainOf('bool', (value) => typeof value === 'boolean'),
  plainOf('null', (value) => value === null),
  ...['seq', 'omap', 'pairs'].map((name) => new Type(`${YAML}${name}`, { kind: 'sequence' })),
  ...['map', 'set'].map((name) => new Type(`${YAML}${name}`, { kind: 'mapping' })),
];
