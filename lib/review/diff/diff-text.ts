import { counted } from '../../core/counted';
import { groupedBy } from '../../core/groups';
import { readable } from '../../core/readable';
import { type Diff, type DiffCounts, type DiffGroup, diffCounts, type SettingChange } from './diff-report';
import { CHANGE_SIGNS, changedObject, fieldLines, type Paint } from './field-text';
import type { ObjectChange } from './object-diff';

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
  const inFields = fields > 0 ? `changed in ${counted(fields, 'field')}` : '';
  return [
    added > 0 ? `${counted(added, 'object')} added` : '',
    removed > 0 ? `${counted(removed, 'object')} removed` : '',
    renamed > 0 ? `${counted(renamed, 'object')} renamed${changed === 0 && fields > 0 ? ` and ${inFields}` : ''}` : '',
    changed > 0 ? `${counted(changed, 'object')} ${inFields}` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
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

function linesOf(change: ObjectChange, paint: Paint): string[] {
  const { kind, fields } = change;
  return [
    paint(kind === 'renamed' ? 'changed' : kind, `    ${CHANGE_SIGNS[kind]} ${readable(changedObject(change))}`),
    ...fields.flatMap((field) => fieldLines(field, paint).map((line) => `        ${line}`)),
  ];
}
