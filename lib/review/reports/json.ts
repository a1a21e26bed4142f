import { countsOf } from '../../checks/reports/report';
import { identityOf } from '../../manifests/manifest';
import type { Verdict } from '../acceptance';
import type { CapacityRows } from '../capacity/capacity';
import { fieldStepsText } from '../diff/field-diff';
import type { ObjectChange } from '../diff/object-diff';
import type { ConnectionChanges } from '../doors/connections';
import type { Effect } from '../effect';
import type { Review } from '../review';
import { connectionChangesOf } from '../topology/topology';
import { capacityChangesOf } from './capacity-rows';
import { shownFields } from './hidden-values';
import { summaryOf } from './summary';

/**
 * A review for programs. The shape is public API: `schema` counts up where a program that reads it would have to change,
 * and not where something is added. docs/guides/review-reports.md describes every field.
 */
export function jsonReview(review: Review, verdict: Verdict): string {
  const { outcome, line, kinds } = summaryOf(review, verdict);
  const { open, accepted, expired, unused } = verdict;
  const log = {
    schema: 1,
    before: review.before.name,
    after: review.after.name,
    outcome,
    summary: line,
    counts: countsOf(open),
    kinds: Object.fromEntries(kinds.map(({ kind, count }) => [kind, count])),
    effects: open.map(jsonEffect),
    accepted: accepted.map(({ effect, waiver }) => ({ ...jsonEffect(effect), waiver })),
    waivers: { expired, unused },
    connections: openedAndClosed(connectionChangesOf(review)),
    capacity: changedRows(capacityChangesOf(review)),
    changes: review.changes.map(jsonChange),
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

/** The fields in one order, whoever made the effect. */
function jsonEffect({ rule, kind, severity, object, component, fields, summary, reason, recipe, origin, source }: Effect): object {
  return { rule, kind, severity, object, component, fields, summary, reason, recipe, ...(origin && { origin }), ...(source && { source }) };
}

function openedAndClosed({ opened, closed }: ConnectionChanges): object {
  return { opened, closed };
}

/** What is the same before and after is left out. */
function changedRows({ workloads, quotas, databases }: CapacityRows): object {
  const differs = ({ before, after }: { readonly before?: unknown; readonly after?: unknown }): boolean =>
    JSON.stringify(before) !== JSON.stringify(after);
  return { workloads: workloads.filter(differs), quotas: quotas.filter(differs), databases: databases.filter(differs) };
}

/** A field that is not there has no value, which is not the same as null. */
function jsonChange(change: ObjectChange): object {
  const { object, component, kind, before } = change;
  const was = kind === 'renamed' && before ? { was: identityOf(before) } : {};
  const fields = shownFields(change).map(({ field, ...values }) => ({ field: fieldStepsText(field), ...values }));
  return { object, ...was, component, kind, fields };
}
