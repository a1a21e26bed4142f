import { groupedBy } from '../../core/groups';
import { sortedBy } from '../../core/order';
import { type FieldStep, fieldStepsText } from './field-diff';
import type { ObjectChange } from './object-diff';

/** What came of one setting being changed and nothing else, from one of the two ends. */
export interface Experiment {
  readonly setting: string;
  readonly changes: readonly ObjectChange[];
}

/** Differences that the same settings change. */
export interface CausedChanges {
  /** In the order of the experiments; none where no single setting changes these. */
  readonly settings: readonly string[];
  readonly changes: readonly ObjectChange[];
}

/**
 * The differences between two ends by the settings that cause them. A setting is named where an experiment has shown it:
 * changing this one alone, at either end, changes that field. Several are named where each of them does. In a list whose
 * items nothing tells apart, places are no identities, so there the whole list is looked at.
 */
export function byCause(changes: readonly ObjectChange[], experiments: readonly Experiment[]): CausedChanges[] {
  const touched = experiments.map(({ setting, changes: own }) => ({ setting, places: placesOf(own) }));
  const causes = (place: readonly string[]): readonly string[] => [
    ...new Set(touched.filter(({ places }) => places.overlap(place)).map(({ setting }) => setting)),
  ];
  const single = changes.flatMap(splitByField).map((change) => ({ change, settings: causes(placeOf(change)) }));
  const groups = [...groupedBy(single, ({ settings }) => settings.join('\0'))];
  const order = new Map([...new Set(experiments.map(({ setting }) => setting))].map((setting, i) => [setting, i]));
  // One cause before several, and what nothing explains at the end.
  const rank = (settings: readonly string[]): string =>
    [settings.length === 0 ? 99 : settings.length, ...settings.map((s) => order.get(s))].map((n) => `${n}`.padStart(3, '0')).join();
  return sortedBy(
    groups.map(([causes, group]) => ({
      settings: causes === '' ? [] : causes.split('\0'),
      changes: joined(group.map(({ change }) => change)),
    })),
    ({ settings }) => rank(settings),
  );
}

/** A change of each field by itself; an object that is new or gone is one change. */
function splitByField(change: ObjectChange): ObjectChange[] {
  return change.kind === 'changed' ? change.fields.map((field) => ({ ...change, fields: [field] })) : [change];
}

function joined(changes: readonly ObjectChange[]): ObjectChange[] {
  return [...groupedBy(changes, ({ object }) => object).values()].flatMap((own) =>
    own.slice(0, 1).map((first) => ({ ...first, fields: own.flatMap(({ fields }) => fields) })),
  );
}

/** Where a change is: the object, and the way to the field, as far as it holds identities. */
function placeOf({ object, kind, fields }: ObjectChange): readonly string[] {
  return [object, ...identities((kind === 'changed' ? fields[0]?.field : undefined) ?? []).map((step) => fieldStepsText([step]))];
}

function identities(field: readonly FieldStep[]): readonly FieldStep[] {
  const index = field.findIndex((step) => typeof step === 'number');
  return index < 0 ? field : field.slice(0, index);
}

interface Places {
  /** Whether a place is one of these, holds one of them, or lies within one. */
  readonly overlap: (place: readonly string[]) => boolean;
}

function placesOf(changes: readonly ObjectChange[]): Places {
  const places = changes.flatMap(splitByField).map(placeOf);
  const exact = new Set(places.map((place) => place.join('\0')));
  const above = new Set(places.flatMap((place) => place.map((_, i) => place.slice(0, i + 1).join('\0'))));
  return {
    overlap: (place) =>
      // What changes a field of an object is not what the object is there for.
      (place.length > 1 && above.has(place.join('\0'))) || place.some((_, i) => exact.has(place.slice(0, i + 1).join('\0'))),
  };
}
