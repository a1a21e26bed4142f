import { readable } from '../../core/readable';
import type { Json } from '../../manifests/json';
import { identityOf } from '../../manifests/manifest';
import { type FieldChange, fieldStepsText } from './field-diff';
import type { ObjectChange } from './object-diff';

/** Colours a text by what it says, or leaves it as it is. */
export type Paint = (what: 'added' | 'removed' | 'changed' | 'heading' | 'faint', text: string) => string;

/** Signs before objects and lines, by what a change does to them. */
export const CHANGE_SIGNS = { added: '+', removed: '-', changed: '~', renamed: '~' } as const;

/** The object that changes; both its names where it has another one now. */
export function changedObject({ object, kind, before }: Pick<ObjectChange, 'object' | 'kind' | 'before'>): string {
  return kind === 'renamed' && before ? `${identityOf(before)} → ${object}` : object;
}

/** A field that differs, in lines: its values, or the lines of a text that differ. */
export function fieldLines({ field, before, after }: FieldChange, paint: Paint): string[] {
  const path = readable(fieldStepsText(field));
  if (typeof before === 'string' && typeof after === 'string' && `${before}${after}`.includes('\n')) {
    return [path, ...changedLines(before, after).map(([kind, line]) => paint(kind, `  ${CHANGE_SIGNS[kind]} ${readable(line)}`))];
  }
  if (before === undefined) return [`${path}: ${paint('added', `+ ${shown(after)}`)}`];
  if (after === undefined) return [`${path}: ${paint('removed', `- ${shown(before)}`)}`];
  return [`${path}: ${shown(before)} → ${shown(after)}`];
}

function shown(value: Json | undefined): string {
  return readable(JSON.stringify(value));
}

/** The lines that differ, place by place; in texts of unequal length, all between those that both have at their ends. */
export function changedLines(before: string, after: string): Array<['removed' | 'added', string]> {
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  if (old.length === fresh.length) return old.flatMap((line, i) => (line === fresh[i] ? [] : replaced(line, `${fresh[i]}`)));
  const shorter = Math.min(old.length, fresh.length);
  let start = 0;
  while (start < shorter && old[start] === fresh[start]) start += 1;
  let end = 0;
  while (end < shorter - start && old[old.length - 1 - end] === fresh[fresh.length - 1 - end]) end += 1;
  return [
    ...old.slice(start, old.length - end).map((line): ['removed', string] => ['removed', line]),
    ...fresh.slice(start, fresh.length - end).map((line): ['added', string] => ['added', line]),
  ];
}

function replaced(before: string, after: string): Array<['removed' | 'added', string]> {
  return [
    ['removed', before],
    ['added', after],
  ];
}
