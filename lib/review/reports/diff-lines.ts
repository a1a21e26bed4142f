import { counted } from '../../core/counted';
import { readable } from '../../core/readable';
import type { Json } from '../../manifests/json';
import { type FieldChange, fieldStepsText } from '../diff/field-diff';
import { changedLines } from '../diff/field-text';

/** A line of a diff: what is there no more, what is new, or where it is. */
export interface DiffLine {
  readonly sign: '-' | '+' | ' ';
  readonly text: string;
}

/** Longest text of a line; a longer one is cut, and says so. */
const LONGEST = 600;

/** A field that differs as lines of a diff; of texts with several lines, those that differ. */
export function diffLines({ field, before, after }: FieldChange): DiffLine[] {
  const path = readable(fieldStepsText(field));
  if (typeof before === 'string' && typeof after === 'string' && `${before}${after}`.includes('\n'))
    return [
      { sign: ' ', text: `${path}:` },
      ...changedLines(before, after).map(([kind, line]) => ({
        sign: kind === 'added' ? ('+' as const) : ('-' as const),
        text: cut(`  ${readable(line)}`),
      })),
    ];
  return [
    ...(before === undefined ? [] : [{ sign: '-' as const, text: cut(`${path}: ${shown(before)}`) }]),
    ...(after === undefined ? [] : [{ sign: '+' as const, text: cut(`${path}: ${shown(after)}`) }]),
  ];
}

function shown(value: Json): string {
  return readable(JSON.stringify(value));
}

/** A text that has room. */
export function cut(text: string, longest = LONGEST): string {
  if (text.length <= longest) return text;
  // Half of a pair is no character.
  const kept = text.slice(0, longest).replace(/[\ud800-\udbff]$/, '');
  return `${kept}… (${counted(text.length - kept.length, 'character')} more)`;
}
