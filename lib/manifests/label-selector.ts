import { type JsonObject, objectsAt, textAt, textRecordAt, textsAt } from './json';

type Labels = Readonly<Record<string, string>>;

/** One condition on one label. */
interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** A label selector of the API: all of its conditions must hold, so one without conditions selects everything. */
export type LabelSelector = readonly Requirement[];

/** The selector that a manifest states by `matchLabels` and `matchExpressions`. */
export function labelSelectorOf(body: JsonObject): LabelSelector {
  const equal = Object.entries(textRecordAt(body, 'matchLabels')).map(([key, value]) => ({ key, operator: 'In', values: [value] }));
  const expressions = objectsAt(body, 'matchExpressions').map((e) => ({
    key: textAt(e, 'key') ?? '',
    operator: textAt(e, 'operator') ?? '',
    values: textsAt(e, 'values'),
  }));
  return [...equal, ...expressions];
}

/**
 * Whether an object with these labels is selected.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function selects(selector: LabelSelector, labels: Labels): boolean {
  return selector.every((requirement) => holds(requirement, labels));
}

function holds({ key, operator, values }: Requirement, labels: Labels): boolean {
  const own = labels[key];
  // A label may be called `constructor`, which every object has too, though not as a text.
  const value = typeof own === 'string' ? own : undefined;
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      // An object without the label is selected too.
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      // The API server refuses any other operator, so no such policy is ever in force.
      return false;
  }
}
