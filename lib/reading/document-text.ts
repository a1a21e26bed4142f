import type { Position, SourceText } from '../manifests/manifest';
import type { TextDocument } from './documents';
import type { Step } from './yaml-outline';
import { YamlReader } from './yaml-text';

/**
 * The text of a document, kept to find fields in it. It is read a second time when somebody asks, once for all that he
 * asks for: most documents are never asked, and what every field's place would take is more than the fields themselves.
 */
export class DocumentText implements SourceText {
  public constructor(private readonly document: TextDocument) {}

  public positionsOf(paths: readonly (readonly Step[])[]): readonly Position[] {
    const { text, line, column = 0 } = this.document;
    const outline = new YamlReader().outline(text);
    const starts = lineStarts(text);
    return paths.map((path) => {
      const offset = contentAfter(text, outline?.offsetOf(path) ?? 0);
      const at = lineOf(starts, offset);
      return { line: line + at, column: offset - (starts[at] ?? 0) + 1 + (at === 0 ? column : 0) };
    });
  }
}

/** The loader begins a node before the blanks and comments that lead to it. */
function contentAfter(text: string, offset: number): number {
  const content = /\S/g;
  const lineEnd = /[\n\r]|$/g;
  content.lastIndex = offset;
  for (let found = content.exec(text); found; found = content.exec(text)) {
    if (found[0] !== '#') return found.index;
    lineEnd.lastIndex = found.index;
    content.lastIndex = lineEnd.exec(text)?.index ?? text.length;
  }
  return offset;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The last line that begins at an offset or before it. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
