import { indexedObjectsAt, textAt } from '../manifests/json';
import type { PodsView } from '../manifests/pods';
import type { FieldPath } from './finding';
import { type BreachInside, type CheckTarget, podsRule, type Rule, type RuleText } from './rule';

/** A rule about every image that pods name: those of containers of all roles, and those of volumes. */
export function imageRule(text: RuleText, find: (image: string, target: CheckTarget) => Omit<BreachInside, 'field'> | undefined): Rule {
  return podsRule(text, function* named(pods, target) {
    for (const [image, field] of imagesOf(pods)) {
      const breach = find(image, target);
      if (breach) yield { field, ...breach };
    }
  });
}

/** Every image that pods name, and where. */
export function* imagesOf({ containers, spec }: PodsView): Generator<[image: string, field: FieldPath]> {
  for (const { body, field } of containers) {
    const image = textAt(body, 'image');
    if (image !== undefined) yield [image, [...field, 'image']];
  }
  for (const [index, volume] of indexedObjectsAt(spec, 'volumes')) {
    const reference = textAt(volume, 'image', 'reference');
    if (reference) yield [reference, ['spec', 'volumes', index, 'image', 'reference']];
  }
}
