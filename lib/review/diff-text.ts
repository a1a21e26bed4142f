import { groupedBy } from '../core/groups';
import { readable } from '../core/readable';
import type { Json } from '../manifests/json';
import { identityOf } from '../manifests/manifest';
import { type Diff, type DiffCounts, type DiffGroup, diffCounts, type SettingChange } from './diff-report';
import { type FieldChange, fieldStepsText } from './field-diff';
import type { ObjectChange } from './object-diff';

/** Colours a text by what it says, or leaves it as it is. */
type Paint = (what: 'added' | 'removed' | 'changed' | 'heading' | 'faint', text: string) => string;

/** The differences for people: by cause, component and object, and the sum in the last line. */
export function textDiff(diff: Diff, paint: Paint = (_, text) => text): string {
  const blocks = [
    ...diff.groups.flatMap((group) => blockOf(group, paint)),
    ...listOf('These settings differ too, and change no manifest of this app:', diff.idle, paint),
    ...listOf('These could not be tried alone, because the app refuses them at both ends:', diff.untried, paint),
    summary(diff),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function summary(diff: Diff): string {
  const counts = diffCounts(diff);
  const told = countsText(counts);
  return told === '' ? `no difference between ${diff.before} and ${diff.after}` : `${diff.before} → ${diff.after}: ${told}`;
}

function countsText({ added, removed, renamed, changed, fields }: DiffCounts): string {
  const inFields = fields > 0 ? `changed in ${fields} field${fields === 1 ? '' : 's'}` : '';
  return [
    added > 0 ? `${objects(added)} added` : '',
    removed > 0 ? `${objects(removed)} removed` : '',
    renamed > 0 ? `${objects(renamed)} renamed${changed === 0 && fields > 0 ? ` and ${inFields}` : ''}` : '',
    changed > 0 ? `${objects(changed)} ${inFields}` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function objects(count: number): string {
  return `${count} object${count === 1 ? '' : 's'}`;
}

function blockOf({ settings, changes }: DiffGroup, paint: Paint): string[] {
  if (changes.length === 0) return [];
  const head = settings && headOf(settings).map((line) => paint('heading', line));
  const components = [...groupedBy(changes, ({ component }) => component)].flatMap(([component, own]) => [
    `  ${component === '' ? '(no component)' : readable(component)}`,
    ...own.flatMap((change) => linesOf(change, paint)),
  ]);
  return [[...(head ?? []), ...components].join('\n')];
}

function headOf(settings: readonly SettingChange[]): string[] {
  if (settings.length === 0) return ['By no single setting alone: several together, or what the app itself reads.'];
  if (settings.length === 1) return settings.map(settingText);
  return ['By several settings, each of which changes these fields:', ...settings.map((setting) => `- ${settingText(setting)}`)];
}

function settingText({ setting, before, after, meaning }: SettingChange): string {
  return `${setting} ${before} → ${after}: ${meaning}`;
}

function listOf(title: string, settings: readonly SettingChange[], paint: Paint): string[] {
  return settings.length === 0 ? [] : [[title, ...settings.map((s) => paint('faint', `- ${settingText(s)}`))].join('\n')];
}

const MARKS = { added: '+', removed: '-', changed: '~', renamed: '~' } as const;

function linesOf({ object, kind, fields, before }: ObjectChange, paint: Paint): string[] {
  const name = kind === 'renamed' && before ? `${identityOf(before)} → ${object}` : object;
  return [
    paint(kind === 'renamed' ? 'changed' : kind, `    ${MARKS[kind]} ${readable(name)}`),
    ...fields.flatMap((field) => fieldLines(field, paint).map((line) => `        ${line}`)),
  ];
}

function fieldLines({ field, before, after }: FieldChange, paint: Paint): string[] {
  const path = readable(fieldStepsText(field));
  if (typeof before === 'string' && typeof after === 'string' && `${before}${after}`.includes('\n')) {
    return [path, ...changedLines(before, after).map(([kind, line]) => paint(kind, `  ${MARKS[kind]} ${readable(line)}`))];
  }
  if (before === undefined) return [`${path}: ${paint('added', `+ ${shown(after)}`)}`];
  if (after === undefined) return [`${path}: ${paint('removed', `- ${shown(before)}`)}`];
  return [`${path}: ${shown(before)} → ${shown(after)}`];
}

function shown(value: Json | undefined): string {
  return readable(JSON.stringify(value));
}

/** The lines that differ, place by place; in texts of unequal length, all between those that both have at their ends. */
function changedLines(before: string, after: string): Array<['removed' | 'added', string]> {
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  if (old.length === fresh.length) return old.flatMap((line, i) => (line === fresh[i] ? [] : replaced(line, fresh[i] ?? '')));
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
