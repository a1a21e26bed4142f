import { readable } from '../../core/readable';
import { cut } from './diff-lines';

/** Longest name or sentence: a longer one is none that a person wrote for this page. */
const LONGEST = 600;

/**
 * A text that Markdown and HTML show as it is, wherever it stands: in a paragraph, in a cell, in the summary of a fold.
 * Whatever could be syntax is an entity. Code hosts look for names and numbers to link in what is shown, so that a joiner
 * which nobody sees stands between the sign and its word: a name must not call a person, nor a sentence close an issue.
 * @see https://spec.commonmark.org/0.31.2/#entity-and-numeric-character-references
 * @see https://github.github.com/gfm/#autolinks-extension-
 */
export function markdownText(text: string, longest = LONGEST): string {
  return escaped(readable(cut(text, longest))).replace(/(&#(?:33|35|36|37|38|64|94|126);)(?=[\p{L}\p{N}_&])/gu, '$1\u2060');
}

/** A name or value in the font of code. Code hosts link nothing in there. */
export function markdownCode(text: string, longest = LONGEST): string {
  return `<code>${escaped(readable(cut(text, longest)))}</code>`;
}

/** Characters that mean something to Markdown or HTML, or may to a reader of theirs. */
const SYNTAX = /[^\p{L}\p{N} .,;:()'"/+=→·–…-]/gu;

/** What begins a list, a heading or a command where it begins a line. */
const BEGINNING = /^(?:[-+=:/ ]|\d+[.)])/;

function escaped(text: string): string {
  const [first, rest] = BEGINNING.test(text) ? [entity(text), text.slice(1)] : ['', text];
  const plain = rest
    .replace(SYNTAX, entity)
    .replaceAll('://', '&#58;//')
    .replace(/\bwww\./gi, (found) => `${entity(found)}${found.slice(1)}`);
  return `${first}${plain}`;
}

/** The first character of a text. */
function entity(text: string): string {
  return `&#${text.codePointAt(0)};`;
}

/** Lines as a block that shows what is gone and what is new; its fence is longer than any in the lines. */
export function diffBlock(lines: readonly string[]): string {
  const longest = Math.max(2, ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map(([ticks]) => ticks.length)));
  const fence = '`'.repeat(longest + 1);
  return `${fence}diff\n${lines.join('\n')}\n${fence}`;
}
