import type { Diagram, Shape } from './diagram';
import { MARK_STYLES } from './mark-styles';
import { type Mark, signed } from './marks';
import { type TextArrow, type TextNode, textGraph, type ZoneBlock } from './text-graph';
import { fitted } from './text-size';

/**
 * A diagram as a Mermaid flowchart. Mermaid places and colours by its own theme, so that it fits the page it stands in;
 * forms tell the tiers apart.
 * @see https://mermaid.js.org/syntax/flowchart.html
 */
export function diagramMermaid(diagram: Diagram): string {
  const { root, arrows } = textGraph(diagram);
  return [
    'flowchart TB',
    `  accTitle: ${mermaidText(diagram.title)}`,
    `  accDescr: ${mermaidText(diagram.summary)}`,
    ...blockLines(root, '  '),
    ...arrows.map((arrow) => `  ${arrowText(arrow)}`),
    ...diagram.marks.map((mark) => `  classDef ${mark} ${style(mark)}`),
    ...arrows.flatMap(({ mark }, i) => (mark ? [`  linkStyle ${i} ${style(mark)}`] : [])),
    '',
  ].join('\n');
}

function blockLines({ zone, nodes, inner }: ZoneBlock, indent: string): string[] {
  const content = (deeper: string) => [
    ...nodes.map((node) => `${deeper}${nodeText(node)}`),
    ...inner.flatMap((block) => blockLines(block, deeper)),
  ];
  if (!zone) return content(indent);
  // The name of a zone is no id: it begins as keywords do.
  return [`${indent}subgraph ${zoneId(zone.id)}["${mermaidText(zone.label)}"]`, ...content(`${indent}  `), `${indent}end`];
}

function zoneId(id: string): string {
  return `z_${[...id].map((c) => (/[a-z0-9]/.test(c) ? c : `_${c.codePointAt(0)}_`)).join('')}`;
}

/** Brackets around a label, by the form of the box; the lying drum of a queue is none of the forms that all versions know. */
const BRACKETS: Readonly<Record<Shape, readonly [string, string]>> = {
  actor: ['([', '])'],
  edge: ['[/', '\\]'],
  service: ['(', ')'],
  worker: ['[[', ']]'],
  job: ['>', ']'],
  database: ['[(', ')]'],
  cache: ['{{', '}}'],
  queue: ['[/', '/]'],
};

function nodeText({ id, of }: TextNode): string {
  const suffix = of.mark ? `:::${of.mark}` : '';
  if ('label' in of) return `${id}["${mermaidText(signed(fitted(of.label), of.mark))}"]${suffix}`;
  const [open, close] = BRACKETS[of.shape];
  const name = mermaidText(signed(fitted(of.name), of.mark));
  return `${id}${open}"${name}<br/>${mermaidText(fitted(of.detail))}"${close}${suffix}`;
}

function arrowText({ from, to, label, mark, ends }: TextArrow): string {
  const shaft = ends ? '-->' : '---';
  const text = label === undefined ? signedAlone(mark) : `|"${mermaidText(signed(fitted(label), mark))}"|`;
  return `${from} ${shaft}${text} ${to}`;
}

/** Lines that share a label have the sign of their mark alone. */
function signedAlone(mark: Mark | undefined): string {
  return mark ? `|"${mermaidText(signed('', mark).trim())}"|` : '';
}

function style(mark: Mark): string {
  const { colour, dashes } = MARK_STYLES[mark];
  return `stroke:${colour},stroke-width:3px${dashes ? `,stroke-dasharray:${dashes}` : ''}`;
}

/**
 * A text within double quotes. Mermaid reads HTML and entities of its own (`#quot;`) there, Markdown between backticks, and
 * directives wherever `%%{` stands, so that whatever is not plain is written as its number.
 * @see https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
 */
export function mermaidText(text: string): string {
  return [...text].map((c) => (/[\p{L}\p{N} ._:/,()·–−+~…-]/u.test(c) ? c : `#${codeOf(c)};`)).join('');
}

/** Control characters and halves of surrogate pairs become the sign for what cannot be shown. */
function codeOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 || code === 0x7f || (code >= 0xd800 && code < 0xe000) ? 0xfffd : code;
}
