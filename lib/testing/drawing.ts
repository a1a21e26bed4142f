import { type Mismatch, textOf } from './comparison';

/** Fields or items beside the one at fault that are shown; the others are counted. */
const SHOWN = 6;

/** An object with its mismatches marked: what leads to them in lines of its own, what stands beside them in short. */
export function drawn(object: unknown, mismatches: readonly Mismatch[]): string {
  return linesOf(object, mismatches, 0).join('\n');
}

function linesOf(value: unknown, mismatches: readonly Mismatch[], depth: number): string[] {
  const beside = entriesOf(value, mismatches, depth);
  const lines: string[] = [];
  let quiet = 0;
  for (const [step, inner] of beside) {
    const here = mismatches.filter(({ path }) => path[depth] === step);
    if (here.length === 0 && ++quiet > SHOWN) continue;
    lines.push(...entryLines(step, inner, here, depth));
  }
  if (quiet > SHOWN) lines.push(`  ${'  '.repeat(depth)}… ${quiet - SHOWN} more`);
  return lines;
}

function entryLines(step: string | number, inner: unknown, here: readonly Mismatch[], depth: number): string[] {
  const label = typeof step === 'number' ? '-' : `${step}:`;
  const indent = '  '.repeat(depth);
  const own = here.filter(({ path }) => path.length === depth + 1);
  if (own.length > 0) return [`> ${indent}${label} ${textOf(inner)}`, ...own.map(({ wanted }) => `  ${indent}  ^ wanted ${wanted}`)];
  if (here.length === 0) return [`  ${indent}${label} ${textOf(inner)}`];
  return [`  ${indent}${label}`, ...linesOf(inner, here, depth + 1)];
}

/** Fields or items of a value, and those that should be there and are not. */
function entriesOf(value: unknown, mismatches: readonly Mismatch[], depth: number): Array<[string | number, unknown]> {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  const there: Array<[string | number, unknown]> = Array.isArray(value) ? [...value.entries()] : isMap ? Object.entries(value) : [];
  const known = new Set(there.map(([step]) => step));
  const missing = new Set(mismatches.flatMap(({ path }) => path.slice(depth, depth + 1)).filter((step) => !known.has(step)));
  return [...there, ...[...missing].map((step): [string | number, unknown] => [step, undefined])];
}
