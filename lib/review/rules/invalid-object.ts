import { fieldText } from '../../checks/finding';
import { readable } from '../../core/readable';
import { unchanged } from '../diff/object-diff';
import type { EffectRule, EffectText, Impact, ReviewTarget } from '../effect-rule';
import { type Refusal, refusedContent, refusedUntouched, unservedForms } from '../refusals/refusing-checks';
import { deploymentExample } from '../rollouts/rollout-examples';

const TEXT: EffectText = {
  id: 'invalid-object',
  kind: 'refused',
  severity: 'error',
  reason: 'the API server reads an object as a whole, and refuses the whole of it for one value that it does not take',
  recipe: ['correct the value; cdk8s-shop check says all of them at once, before anything is applied'],
  before: deploymentExample(),
  after: deploymentExample({ strategy: '{ rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } }' }),
  see: ['https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation'],
};

/** An object that the API server would refuse wherever it came from. */
export const INVALID_OBJECT: EffectRule = {
  ...TEXT,
  *find(target: ReviewTarget): Generator<Impact> {
    const refused = refusedContent(target);
    for (const change of target.changes) {
      const [first, ...more] = refused.get(change.object) ?? [];
      // Of an object that is not served at all nothing else is worth knowing.
      if (!first || unservedForms(target).has(change.object)) continue;
      yield { change, ...told(first, more) };
    }
    for (const [manifest, [first, ...more]] of refusedUntouched(target))
      if (first) {
        const impact = told(first, more);
        const summary = `${impact.summary}; it is as it was, but its CustomResourceDefinition is not`;
        yield { change: unchanged(manifest), ...impact, summary };
      }
  },
};

function told(first: Refusal, more: readonly Refusal[]): Pick<Impact, 'fields' | 'summary' | 'recipe'> {
  const others = more.length === 0 ? '' : `, and ${more.length} more`;
  return {
    fields: [first, ...more].map(({ field }) => field),
    summary: `is refused: ${readable(fieldText(first.field))} is ${readable(first.got)}, where ${readable(first.wanted)} is wanted${others}`,
    recipe: [...new Set([first, ...more].map(({ fix }) => readable(fix)))],
  };
}
