import { counted } from '../../core/counted';
import { diagramMermaid } from '../../writers/diagram/mermaid';
import type { Review } from '../review';
import { connectionChangesOf, topologyOf } from '../topology/topology';
import { type CapacityText, capacityChangesOf, capacityTexts } from './capacity-rows';
import { type ConnectionRow, connectionRows } from './connection-rows';
import { leftOut } from './markdown-parts';
import type { Section } from './markdown-room';
import { markdownCode, markdownText } from './markdown-text';

/** Longest text that Mermaid draws, as code hosts have it set up. */
const LONGEST_PICTURE = 20_000;

/** The picture of what changes in who talks to whom; none where nothing does, or it cannot be drawn. */
export function markdownPicture(review: Review): Section[] {
  const topology = topologyOf(review);
  if (!topology?.both.marks.some((mark) => mark !== 'changed')) return [];
  const picture = diagramMermaid(topology.both);
  if (picture.length > LONGEST_PICTURE) return [];
  const open = '\n<details><summary>Who talks to whom, and what changes</summary>\n\n';
  return [{ open, items: [() => `\`\`\`mermaid\n${picture}\`\`\`\n\n`], close: '</details>\n', left: () => '' }];
}

/** Which connections are opened and closed. */
export function markdownConnections(review: Review, rest: string): Section[] {
  const rows = connectionRows(connectionChangesOf(review));
  if (rows.length === 0) return [];
  const open = `\n<details><summary>${counted(rows.length, 'connection')} opened or closed</summary>\n\n| | From | To | At | By |\n| --- | --- | --- | --- | --- |\n`;
  return [{ open, items: rows.map((row) => () => rowText(row)), close: '\n</details>\n', left: leftOut('connections', rest) }];
}

function rowText({ change, from, to, ports, by }: ConnectionRow): string {
  return `| ${change} | ${markdownCode(from, 200)} | ${markdownCode(to, 200)} | ${markdownCode(ports, 200)} | ${by} |\n`;
}

/** What is more or less than before. */
export function markdownCapacity(review: Review, rest: string): Section[] {
  const rows = capacityTexts(capacityChangesOf(review));
  if (rows.length === 0) return [];
  const open = `\n<details><summary>Capacity: ${counted(rows.length, 'row')}</summary>\n\n| Of | What | Before | After |\n| --- | --- | --- | --- |\n`;
  return [{ open, items: rows.map((row) => () => capacityRow(row)), close: '\n</details>\n', left: leftOut('rows of capacity', rest) }];
}

function capacityRow({ name, what, before, after }: CapacityText): string {
  return `| ${markdownCode(name, 200)} | ${markdownText(what, 200)} | ${markdownText(before, 200)} | **${markdownText(after, 200)}** |\n`;
}
