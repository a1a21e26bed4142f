import type { BaseImage } from '../model/base-image';

/** A base with what pulling it costs; undefined where its size is not known. */
export interface ComparedBase extends BaseImage {
  readonly seconds?: number;
}

const HEAD = ['base image', 'MB', 'pull', 'libc', 'shell', 'packages', 'uid', 'runtime until', 'system until', 'built', 'has'];

/** The table of bases, for a terminal, and below it where its numbers are from. */
export function baseImageTable(bases: readonly ComparedBase[], notes: readonly string[]): string {
  const rows = [HEAD, ...bases.map(row)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((cells) => (cells[column] ?? '').length)));
  const lines = rows.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const sources = [...new Set(bases.map((base) => base.source))].map((source) => `- ${source}`);
  return `${[...lines, '', ...notes, 'Sources of sizes and contents:', ...sources].join('\n')}\n`;
}

function row(base: ComparedBase): string[] {
  const none = 'none';
  return [
    base.reference,
    base.bytes === undefined ? 'not sourced' : (base.bytes / 1e6).toFixed(1),
    base.seconds === undefined ? '' : `${base.seconds.toFixed(1)} s`,
    base.libc,
    base.shell,
    base.packageManager,
    base.uid === undefined ? none : `${base.uid}`,
    base.runtimeUntil ?? '',
    base.systemUntil ?? '',
    base.built ?? '',
    base.features,
  ];
}
