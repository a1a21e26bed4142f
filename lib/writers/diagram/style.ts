import { both, DARK, LIGHT, type Paint, type Theme } from './theme';

/**
 * The style sheet of a picture. Its rules hold below its own class, so that a page may hold several pictures beside text of
 * its own. Colours stand in the rules themselves: not every program that shows SVG knows variables.
 */
export function styleSheet(root: string): string {
  const rules = [...FORMS, ...colours(LIGHT)].map((rule) => `.${root} ${rule}`);
  const dark = colours(DARK).map((rule) => `.${root} ${rule}`);
  return [...rules, `@media (prefers-color-scheme: dark) {`, ...dark, '}'].join('\n');
}

/** The same for a page that has both schemes and decides between them by `color-scheme`. */
export function schemedStyleSheet(root: string): string {
  return [...FORMS, ...colours(both(LIGHT, DARK))].map((rule) => `.${root} ${rule}`).join('\n');
}

const FONT = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace';

const FORMS = [
  `text { font-family: ${FONT}; text-anchor: middle }`,
  '.title { font-size: 16px; font-weight: 600; text-anchor: start }',
  '.zone-label { font-size: 12px; text-anchor: start; paint-order: stroke; stroke-width: 4px; stroke-linejoin: round }',
  '.name { font-size: 14px; font-weight: 600 }',
  '.detail { font-size: 11px }',
  '.door-label { font-size: 11px }',
  '.legend { font-size: 12px; text-anchor: start }',
  '.zone { stroke-width: 1.5px }',
  '.zone-payment { stroke-width: 2px; stroke-dasharray: 8 4 }',
  '.zone-outside { stroke-dasharray: 2 4 }',
  '.line { fill: none; stroke-width: 1.25px }',
  '.added { stroke-width: 2.75px }',
  '.removed { stroke-width: 2.75px; stroke-dasharray: 7 4 }',
  '.changed { stroke-width: 2.75px; stroke-dasharray: 2 3 }',
  '.box { stroke-width: 1.25px }',
];

/** Marks come last: they win over what is not marked. */
function colours(theme: Theme): string[] {
  return [
    `.background { fill: ${theme.background} }`,
    `text { fill: ${theme.text} }`,
    `.detail { fill: ${theme.muted} }`,
    `.line { stroke: ${theme.line} }`,
    `.tip { fill: ${theme.line} }`,
    `.door { fill: ${theme.door} }`,
    ...Object.entries(theme.zones).flatMap(([kind, paint]) => [
      area(`.zone-${kind}`, paint),
      `.label-${kind} { fill: ${paint.stroke}; stroke: ${paint.fill} }`,
    ]),
    ...Object.entries(theme.boxes).flatMap(([tier, paint]) => [area(`.box-${tier}`, paint), `.door-${tier} { stroke: ${paint.stroke} }`]),
    ...Object.entries(theme.marks).flatMap(([mark, colour]) => [`.${mark} { stroke: ${colour} }`, `.tip-${mark} { fill: ${colour} }`]),
  ];
}

function area(selector: string, { fill, stroke }: Paint): string {
  return `${selector} { fill: ${fill}; stroke: ${stroke} }`;
}
