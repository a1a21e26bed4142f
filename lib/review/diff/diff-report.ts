import type { Json } from '../../manifests/json';
import { identityOf } from '../../manifests/manifest';
import { type FieldChange, fieldStepsText } from './field-diff';
import type { ObjectChange } from './object-diff';

/** A setting of a profile that differs, with its values at either end and what it does. */
export interface SettingChange {
  readonly setting: string;
  readonly before: string;
  readonly after: string;
  readonly meaning: string;
}

/** Differences and why they are. */
export interface DiffGroup {
  /** The settings that cause them; undefined where nobody asked why. */
  readonly settings?: readonly SettingChange[];
  readonly changes: readonly ObjectChange[];
}

/** What differs between two ends. */
export interface Diff {
  readonly before: string;
  readonly after: string;
  readonly groups: readonly DiffGroup[];
  /** Settings that differ and change no manifest of this app. */
  readonly idle: readonly SettingChange[];
  /** Settings that could not be changed alone, because the app refuses it at both ends. */
  readonly untried: readonly SettingChange[];
}

/** How many objects are new, gone, renamed and changed, and in how many fields. */
export interface DiffCounts {
  readonly added: number;
  readonly removed: number;
  readonly renamed: number;
  readonly changed: number;
  readonly fields: number;
}

/** An object may stand in several groups and still counts once. */
export function diffCounts({ groups }: Diff): DiffCounts {
  const changes = groups.flatMap((group) => group.changes);
  const count = (kind: ObjectChange['kind']): number => new Set(changes.filter((c) => c.kind === kind).map(({ object }) => object)).size;
  const fields = changes.reduce((sum, change) => sum + change.fields.length, 0);
  return { added: count('added'), removed: count('removed'), renamed: count('renamed'), changed: count('changed'), fields };
}

/** The differences for programs. */
export function jsonDiff(diff: Diff): string {
  const { before, after, groups, idle, untried } = diff;
  const told = groups.map(({ settings, changes }) => ({ ...(settings && { settings }), changes: changes.map(jsonChange) }));
  return `${JSON.stringify({ before, after, counts: diffCounts(diff), groups: told, idle, untried }, undefined, 2)}\n`;
}

function jsonChange({ object, component, kind, fields, before }: ObjectChange): Record<string, unknown> {
  return { object, ...(kind === 'renamed' && before && { was: identityOf(before) }), component, kind, fields: fields.map(jsonField) };
}

/** The path is text to be read; a field that is not there has no value, which is not the same as null. */
function jsonField({ field, ...values }: FieldChange): { field: string; before?: Json; after?: Json } {
  return { field: fieldStepsText(field), ...values };
}
