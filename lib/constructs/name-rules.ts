import { isLabelKey, isLabelValue, isName, MAX_COMPONENT_NAME } from '../core/names';
import type { Rule } from '../core/shop-error';
import { OWNED_LABEL_PREFIX } from '../policy/labels';

/** What every component is checked for, whatever its kind. */
export interface NamedInput {
  readonly id: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Names, labels and annotations. */
export const NAME_RULES: ReadonlyArray<Rule<NamedInput>> = [
  {
    code: 'SHOP-N001',
    broken: ({ id }) => (isName(id, MAX_COMPONENT_NAME) ? [] : [`the name "${id}" (${id.length} characters)`]),
    wanted: `1 to ${MAX_COMPONENT_NAME} characters: a lower-case letter first, then lower-case letters, digits and hyphens, no hyphen last`,
    fix: 'rename the component',
  },
  {
    code: 'SHOP-N002',
    broken: ({ labels }) =>
      Object.entries(labels ?? {})
        .filter(([key, value]) => !isLabelKey(key) || !isLabelValue(value))
        .map(([key, value]) => `the label "${key}: ${value}"`),
    wanted:
      'a key of an optional DNS prefix and a name, and a value of at most 63 letters, digits, "-", "_", ".", beginning and ending with a letter or digit',
    fix: 'change the label, or make it an annotation',
  },
  {
    code: 'SHOP-N003',
    broken: ({ labels }) =>
      Object.keys(labels ?? {})
        .filter((key) => key.startsWith(OWNED_LABEL_PREFIX))
        .map((key) => `the label "${key}"`),
    wanted: `labels outside of ${OWNED_LABEL_PREFIX}, which the library sets and selectors depend on`,
    fix: 'use a key of your own',
  },
  {
    code: 'SHOP-N007',
    broken: ({ annotations }) =>
      Object.keys(annotations ?? {})
        .filter((key) => !isLabelKey(key))
        .map((key) => `the annotation key "${key}"`),
    wanted: 'an optional DNS prefix, a slash, and a name of at most 63 characters',
    fix: 'correct the key',
  },
];

/** Fixed names of Services. */
export function serviceNameRule<P>(serviceName: (props: P) => string | undefined): Rule<P> {
  return {
    code: 'SHOP-N004',
    broken: (props) => {
      const name = serviceName(props);
      return name === undefined || isName(name) ? [] : [`the Service name "${name}"`];
    },
    wanted: 'a DNS label of at most 63 characters that begins with a letter',
    fix: 'correct the name',
  };
}
