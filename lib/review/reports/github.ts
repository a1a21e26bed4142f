import { annotationCommand } from '../../checks/reports/annotation';
import type { Verdict } from '../acceptance';
import type { Effect } from '../effect';
import type { Review } from '../review';
import { sentence } from './sentence';

/**
 * What nobody has accepted as annotations of GitHub Actions, a line each; effects on objects that were read from a file
 * stand beside their line. What restarts nothing is not told: ten annotations of a kind are shown, and these would be they.
 */
export function githubReview(_: Review, { open }: Verdict): string {
  return open
    .filter(({ kind }) => kind !== 'no-restart')
    .map(annotation)
    .join('');
}

function annotation({ severity, rule, object, summary, reason, recipe, origin, source }: Effect): string {
  const place = [object, origin && `(${origin.path})`].filter((part) => part).join(' ');
  const steps = recipe.map((step, i) => `${i + 1}. ${sentence(step)}`);
  const text = [`${place}: ${summary}.`, sentence(reason), ...steps].join('\n');
  return annotationCommand({ severity, title: rule, text, ...(source && { source }) });
}
