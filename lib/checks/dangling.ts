import { identityOf, type Manifest } from '../manifests/manifest';
import { exists } from './existence';
import type { FieldPath, Severity } from './finding';
import type { Breach, CheckTarget, Rule, RuleText } from './rule';
import type { ObjectName } from './set-index';

/** A place where an object is named. */
export interface Mention {
  readonly manifest: Manifest;
  readonly field: FieldPath;
  readonly object: ObjectName;
  /** Where the absence matters more or less than the rule says. */
  readonly severity?: Severity;
}

/** A rule about objects that are named and not there; who names one several times is told once. */
export function danglingRule(text: RuleText, mentions: (target: CheckTarget) => Iterable<Mention>): Rule {
  return {
    ...text,
    *find(target): Generator<Breach> {
      const told = new Set<string>();
      for (const { object, ...mention } of mentions(target)) {
        const key = `${identityOf(mention.manifest)}\0${identityOf(object)}`;
        if (told.has(key) || exists(object, target)) continue;
        told.add(key);
        yield { ...mention, got: absent(object) };
      }
    },
  };
}

function absent({ kind, namespace, name }: ObjectName): string {
  return `${kind} ${JSON.stringify(name)}${namespace === undefined ? '' : ` in namespace ${JSON.stringify(namespace)}`}, which is not there`;
}
