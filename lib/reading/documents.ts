/** One document of a stream. */
export interface TextDocument {
  readonly text: string;
  /** Line of the file, from 1, on which it begins. */
  readonly line: number;
  /** Characters before it on that line; undefined for none. */
  readonly column?: number;
  /** What follows `---` on its line and makes kubectl refuse the stream. */
  readonly afterSeparator?: string;
}

const SEPARATOR = '---';

/**
 * The documents of a stream, cut where kubectl cuts it: at lines that begin with `---`, before anything is parsed, so
 * that a document which cannot be read does not hide the others.
 * @see https://github.com/kubernetes/apimachinery/blob/v0.36.3/pkg/util/yaml/decoder.go
 */
export function* documentsIn(text: string): Iterable<TextDocument> {
  let line = 1;
  let begin = 0;
  let afterSeparator = '';
  const documentTo = (end: number): TextDocument => ({ text: text.slice(begin, end), line, ...(afterSeparator && { afterSeparator }) });
  for (const at of separatorsIn(text)) {
    if (at > begin || afterSeparator) yield documentTo(at);
    const next = lineAfter(text, at);
    line += linesIn(text, begin, next);
    begin = next;
    const rest = text.slice(at + SEPARATOR.length, next).trim();
    afterSeparator = rest.startsWith('#') ? '' : rest;
  }
  if (begin < text.length || afterSeparator) yield documentTo(text.length);
}

/** Offsets of the lines that begin with the separator. */
function* separatorsIn(text: string): Iterable<number> {
  if (text.startsWith(SEPARATOR)) yield 0;
  for (let at = text.indexOf(`\n${SEPARATOR}`); at >= 0; at = text.indexOf(`\n${SEPARATOR}`, at + 1)) yield at + 1;
}

function lineAfter(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

function linesIn(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

/** Whether a document holds nothing but comments and blank lines. */
export function isBlank({ text }: TextDocument): boolean {
  return !/^[ \t]*[^\s#]/m.test(text);
}

/** The values of a stream of JSON, `{…}{…}`, each with its line. What has no end, or no beginning, is given to the end. */
export function* jsonTextsIn(text: string): Iterable<TextDocument> {
  let depth = 0;
  let begin = 0;
  let line = 1;
  let lineStart = 0;
  for (const { token, index } of jsonTokensIn(text)) {
    if (depth === 0) {
      const lines = linesIn(text, begin, index);
      if (lines > 0) lineStart = text.lastIndexOf('\n', index) + 1;
      line += lines;
      begin = index;
    }
    if (token === '{' || token === '[') depth++;
    if (token === '}' || token === ']') depth--;
    if (depth < 0) break;
    if (depth > 0) continue;
    const end = index + token.length;
    yield { text: text.slice(begin, end), line, column: begin - lineStart };
    const lines = linesIn(text, begin, end);
    if (lines > 0) lineStart = text.lastIndexOf('\n', end - 1) + 1;
    line += lines;
    begin = end;
  }
  if (text.slice(begin).trim() !== '') yield { text: text.slice(begin), line };
}

/** The strings and brackets of JSON. No one pattern takes a string whole, since one of megabytes would exhaust the stack. */
function* jsonTokensIn(text: string): Iterable<{ readonly token: string; readonly index: number }> {
  const bracket = /["[\]{}]/g;
  for (let found = bracket.exec(text); found; found = bracket.exec(text)) {
    const { index } = found;
    if (found[0] === '"') bracket.lastIndex = endOfString(text, index);
    yield { token: text.slice(index, bracket.lastIndex), index };
  }
}

function endOfString(text: string, begin: number): number {
  const mark = /["\\]/g;
  mark.lastIndex = begin + 1;
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    if (found[0] === '"') return mark.lastIndex;
    mark.lastIndex++;
  }
  return text.length;
}
