import type { Diagram, Shape } from './diagram';
import { MARK_STYLES } from './mark-styles';
import { type Mark, signed } from './marks';
import { type TextArrow, type TextNode, textGraph, type ZoneBlock } from './text-graph';
import { fitted } from './text-size';
import { LIGHT, tierOf } from './theme';

/**
 * A diagram in the language of Graphviz, whose `dot` places and draws it.
 * @see https://graphviz.org/doc/info/lang.html
 */
export function diagramDot(diagram: Diagram): string {
  const { root, arrows } = textGraph(diagram);
  return [
    'digraph {',
    `  graph [rankdir=TB, newrank=true, fontname=Courier, fontsize=12, labeljust=l, labelloc=t, label=${quoted(diagram.title)}]`,
    '  node [fontname=Courier, fontsize=12, style=filled]',
    `  edge [fontname=Courier, fontsize=10, color="${LIGHT.line}"]`,
    ...blockLines(root, '  '),
    ...arrows.map((arrow) => `  ${arrowText(arrow)}`),
    '}',
    '',
  ].join('\n');
}

/** Graphviz draws a border around a subgraph whose name begins with `cluster`. */
function blockLines({ zone, nodes, inner }: ZoneBlock, indent: string): string[] {
  const content = (deeper: string) => [
    ...nodes.map((node) => `${deeper}${nodeText(node)}`),
    ...inner.flatMap((block) => blockLines(block, deeper)),
  ];
  if (!zone) return content(indent);
  const { fill, stroke } = LIGHT.zones[zone.kind];
  const border = BORDERS[zone.kind] ?? 'filled';
  return [
    `${indent}subgraph ${quoted(`cluster ${zone.id}`)} {`,
    `${indent}  graph [label=${quoted(zone.label)}, style=${quoted(border)}, color="${stroke}", fillcolor="${fill}", fontcolor="${stroke}"]`,
    ...content(`${indent}  `),
    `${indent}}`,
  ];
}

/** Borders that are told apart without their colour. */
const BORDERS: Readonly<Record<string, string>> = { payment: 'filled,dashed,bold', outside: 'filled,dotted' };

const SHAPES: Readonly<Record<Shape, string>> = {
  actor: 'oval',
  edge: 'trapezium',
  service: 'box',
  worker: 'component',
  job: 'note',
  database: 'cylinder',
  cache: 'hexagon',
  queue: 'cds',
};

function nodeText({ id, of }: TextNode): string {
  if ('label' in of)
    return `${id} [shape=plaintext, fontsize=10, fillcolor="${LIGHT.door}", label=${quoted(signed(fitted(of.label), of.mark))}]`;
  const { fill, stroke } = LIGHT.boxes[tierOf(of)];
  const label = quoted(`${signed(fitted(of.name), of.mark)}\n${fitted(of.detail)}`);
  return `${id} [shape=${SHAPES[of.shape]}, fillcolor="${fill}", ${of.mark ? markText(of.mark) : `color="${stroke}"`}, label=${label}]`;
}

function arrowText({ from, to, label, mark, ends }: TextArrow): string {
  const text = label === undefined ? (mark ? signed('', mark).trim() : undefined) : signed(fitted(label), mark);
  const attributes = [
    ...(text === undefined ? [] : [`label=${quoted(text)}`]),
    ...(ends ? [] : ['dir=none']),
    ...(mark ? [markText(mark)] : []),
  ];
  return `${from} -> ${to}${attributes.length > 0 ? ` [${attributes.join(', ')}]` : ''}`;
}

function markText(mark: Mark): string {
  const { colour, dashes } = MARK_STYLES[mark];
  return `color="${colour}", penwidth=3${dashes ? ', style="filled,dashed"' : ''}`;
}

/**
 * A quoted string. Within it a backslash begins an escape (`\N` is the name of the node) and `&` an HTML entity, so that
 * both are written as what stands for them; there is no way to write a character that does not print.
 */
export function quoted(text: string): string {
  const escaped = text
    .replace(/\\/g, '\\\\')
    .replace(/"/g, '\\"')
    .replace(/&/g, '&amp;')
    .replace(/\n/g, '\\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    .replace(/[\0-\x1f\x7f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
  return `"${escaped}"`;
}
