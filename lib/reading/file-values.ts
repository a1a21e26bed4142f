import type { RuleText } from '../checks/rule';
import type { Json } from '../manifests/json';
import type { SourceText } from '../manifests/manifest';
import { DocumentText } from './document-text';
import { documentsIn, isBlank, jsonTextsIn, type TextDocument } from './documents';
import { FILE_TOO_LARGE, SKIPPED_FILE } from './object-rules';
import { objectsIn, type PlacedValue } from './objects';
import { prototypeKeyIn } from './prototype-key';
import { type ReadingFinding, readingFinding } from './reading-finding';
import {
  YAML_ALIASES,
  YAML_DUPLICATE_KEY,
  YAML_ENCODING,
  YAML_HIDDEN_BOOLEAN,
  YAML_NESTING,
  YAML_PROTOTYPE_KEY,
  YAML_SYNTAX,
} from './reading-rules';
import { isDeeperThan } from './yaml-expansion';
import { MAX_DEPTH, type RefusalKind } from './yaml-refusal';
import { type Problem, UnreadableYaml, type YamlDocument, YamlReader } from './yaml-text';

/** A file as it lies on the disk, or the standard input. */
export interface InputFile {
  /** As findings name it. */
  readonly name: string;
  /** Bytes; more than MAX_FILE_BYTES are not read. */
  readonly size: number;
  readonly read: () => Uint8Array;
}

/** Bytes of the largest file that is read. */
export const MAX_FILE_BYTES = 64 * 2 ** 20;

/** Names of files that tools keep beside manifests, and what each is. */
const OTHER_FILES: ReadonlyMap<RegExp, string> = new Map([
  [/^Chart\.ya?ml$/, 'the description of a chart'],
  [/^(.*[-.])?values([-.].*)?\.ya?ml$/, 'the values of a chart'],
  [/^(package|package-lock|tsconfig|biome)\.json$/, 'a file of a JavaScript project'],
  [/^(cdk8s|skaffold|docker-compose|compose)\.ya?ml$/, 'a file of another tool'],
]);

/** A text as a file. */
export function textFile(name: string, text: string): InputFile {
  const bytes = new TextEncoder().encode(text);
  return { name, size: bytes.length, read: () => bytes };
}

/** A value that should be an object, and the text that it was read from. */
export interface FileValue extends PlacedValue {
  readonly text: SourceText;
}

/** What stands in a file: values that should be objects, and findings about the text. */
export function* valuesIn(file: InputFile): Iterable<FileValue | ReadingFinding> {
  const finding = (rule: RuleText, line: number, got: string): ReadingFinding => readingFinding(rule, { file: file.name, line }, got);
  const base = file.name.slice(file.name.lastIndexOf('/') + 1);
  const [, other] = [...OTHER_FILES].find(([pattern]) => pattern.test(base)) ?? [];
  if (other !== undefined) return yield finding(SKIPPED_FILE, 1, other);
  if (file.size > MAX_FILE_BYTES) return yield finding(FILE_TOO_LARGE, 1, `${Math.ceil(file.size / 2 ** 20)} MiB`);
  const bytes = file.read();
  const text = textOf(bytes);
  if (text === undefined) return yield finding(YAML_ENCODING, lineOfFirstFault(bytes), 'bytes that are no UTF-8');
  const reader = new YamlReader();
  for (const document of documentsIn(text)) yield* new DocumentValues(reader, document, finding).all();
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    // The byte order mark goes.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function lineOfFirstFault(bytes: Uint8Array): number {
  const text = new TextDecoder('utf-8').decode(bytes);
  return text.slice(0, text.indexOf('\uFFFD')).split('\n').length;
}

const RULES: Readonly<Record<RefusalKind, RuleText>> = { syntax: YAML_SYNTAX, nesting: YAML_NESTING, aliases: YAML_ALIASES };

/** One document of a file on its way to values. */
class DocumentValues {
  public constructor(
    private readonly reader: YamlReader,
    private readonly document: TextDocument,
    private readonly finding: (rule: RuleText, line: number, got: string) => ReadingFinding,
  ) {}

  public *all(): Iterable<FileValue | ReadingFinding> {
    const { afterSeparator, line } = this.document;
    if (afterSeparator)
      yield this.finding(YAML_SYNTAX, line - 1, `"--- ${afterSeparator.slice(0, 40)}", a separator with something after it`);
    if (isBlank(this.document)) return;
    try {
      yield* this.values(this.reader.read(this.document.text));
    } catch (error) {
      if (!(error instanceof UnreadableYaml)) throw error;
      yield* this.jsonOr(error);
    }
  }

  private *values({ value, text: held, itemLines, hiddenBooleans, duplicateKey }: YamlDocument): Iterable<FileValue | ReadingFinding> {
    if (duplicateKey)
      yield this.finding(YAML_DUPLICATE_KEY, this.lineOf(duplicateKey), `a key that comes twice${this.columnOf(duplicateKey)}`);
    const { text, line } = this.document;
    const key = /__proto__|constructor/.test(text) ? prototypeKeyIn(value as Json) : undefined;
    if (key !== undefined) yield this.finding(YAML_PROTOTYPE_KEY, line, `the key ${key}`);
    if (hiddenBooleans.size > 0) yield this.finding(YAML_HIDDEN_BOOLEAN, line, `the plain word ${[...hiddenBooleans].sort().join(', ')}`);
    const start = line + firstContent(text);
    const objects = objectsIn({ value: value as Json, line: start, path: [] }, (item) => {
      const itemLine = itemLines.get(item);
      return itemLine === undefined ? undefined : line + itemLine;
    });
    const source = new DocumentText({ ...this.document, text: held });
    for (const object of objects) yield { ...object, text: source };
  }

  /** Streams of JSON, which kubectl reads by another reader: `{…}{…}`. */
  private *jsonOr(error: UnreadableYaml): Iterable<FileValue | ReadingFinding> {
    const { text, line } = this.document;
    const isJson = error.kind === 'syntax' && text.trimStart().startsWith('{');
    let broken = !isJson;
    for (const json of isJson ? jsonTextsIn(text) : []) {
      const value = parsed(json);
      broken = value === undefined;
      if (value === undefined) break;
      const at = line + json.line - 1;
      if (isDeeperThan(value, MAX_DEPTH)) yield this.finding(YAML_NESTING, at, `more than ${MAX_DEPTH} levels of maps and lists`);
      else yield* this.part({ ...json, line: at }).values({ value, text: json.text, itemLines: new Map(), hiddenBooleans: new Set() });
    }
    if (broken) yield this.finding(RULES[error.kind], this.lineOf(error.problem), `${error.problem.reason}${this.columnOf(error.problem)}`);
  }

  private part(document: TextDocument): DocumentValues {
    return new DocumentValues(this.reader, document, this.finding);
  }

  private lineOf({ line }: Problem): number {
    return this.document.line + line;
  }

  private columnOf(problem: Problem): string {
    return ` (line ${this.lineOf(problem)}, column ${problem.column + 1})`;
  }
}

/** Undefined for what is no JSON. */
function parsed({ text }: TextDocument): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Lines of comments and blanks before the first that says something. */
function firstContent(text: string): number {
  const at = text.search(/^[ \t]*[^\s#]/m);
  return at < 0 ? 0 : text.slice(0, at).split('\n').length - 1;
}
