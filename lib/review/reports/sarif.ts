import { type SarifResult, type SarifRule, sarifLog } from '../../checks/reports/sarif-log';
import type { Verdict } from '../acceptance';
import type { Effect } from '../effect';
import type { EffectText } from '../effect-rule';
import { EFFECT_TEXTS } from '../effect-texts';
import type { Review } from '../review';
import { KIND_TEXTS } from './kind-texts';
import { sentence } from './sentence';

/**
 * A review as SARIF 2.1.0: every effect is a result, and one that a waiver accepts is suppressed.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifReview(_: Review, { open, accepted }: Verdict): string {
  const results = [
    ...open.map((effect) => resultOf(effect)),
    ...accepted.map(({ effect, waiver }) => resultOf(effect, `${waiver.reason} (until ${waiver.until})`)),
  ];
  return sarifLog(results, EFFECT_TEXTS.map(ruleOf));
}

function ruleOf({ id, kind, severity, reason, recipe, see }: EffectText): SarifRule {
  const steps = recipe.map((step, i) => ` ${i + 1}. ${sentence(step)}`);
  return {
    id,
    severity,
    short: sentence(KIND_TEXTS[kind].meaning),
    full: sentence(reason),
    help: `${sentence(reason)}${steps.join('')}`,
    see,
  };
}

function resultOf({ rule, severity, object, fields, summary, reason, recipe, origin, source }: Effect, accepted?: string): SarifResult {
  const steps = recipe.map((step, i) => ` ${i + 1}. ${sentence(step)}`);
  return {
    rule,
    severity,
    text: `${object}: ${summary}. ${sentence(reason)}${steps.join('')}`,
    place: [object, ...fields].join(' '),
    // Lines move; a rule, an object and its fields stay the same effect.
    fingerprint: ['objectFields/v1', [rule, object, ...fields].join(' ')],
    ...(accepted !== undefined && { accepted }),
    ...(origin && { origin }),
    ...(source && { source }),
  };
}
