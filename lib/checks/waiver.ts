import { groupedBy } from '../core/groups';
import type { ManifestSet } from '../manifests/manifest-set';
import type { Finding } from './finding';
import type { RuleText } from './rule';

/** A finding that somebody has looked at and accepts, for a time. */
export interface Waiver {
  /** Id of the rule. */
  readonly rule: string;
  /** The object: `apps/Deployment/shop/orders`, as findings name it. */
  readonly object: string;
  /**
   * The field, as findings name it.
   *
   * @default - every field of the object
   */
  readonly field?: string;
  /** Why it is accepted, for whoever reads it later. */
  readonly reason: string;
  /** The last day on which it holds, as `2027-03-31`. */
  readonly until: string;
}

/** A waiver has an end, and what it accepts comes back then. */
export const WAIVER_EXPIRED: RuleText = {
  id: 'waiver-expired',
  severity: 'warning',
  why: 'A waiver is an exception for a time. After it somebody has to look again, or the exception is the rule.',
  wanted: 'a waiver whose last day is not over',
  fix: 'mend what it accepts and remove it, or look again and give it another last day',
  wrong: `
# on 2027-04-01
- rule: image-tag
  object: apps/Deployment/shop/storefront
  reason: the image is replaced in March
  until: 2027-03-31
`,
  right: `
# on 2027-03-31
- rule: image-tag
  object: apps/Deployment/shop/storefront
  reason: the image is replaced in March
  until: 2027-03-31
`,
  see: [],
};

/** A waiver that accepts nothing is in wait for a fault that nobody has looked at. */
export const WAIVER_UNUSED: RuleText = {
  id: 'waiver-unused',
  severity: 'warning',
  why: 'A waiver that fits no finding would hide the next one, which nobody has looked at.',
  wanted: 'a waiver that fits a finding',
  fix: 'remove it, or correct its object or field',
  wrong: `
# nothing is found in orders
- rule: image-tag
  object: apps/Deployment/shop/orders
  reason: the image is replaced in March
  until: 2027-03-31
`,
  right: `
# its image has the tag latest
- rule: image-tag
  object: apps/Deployment/shop/storefront
  reason: the image is replaced in March
  until: 2027-03-31
`,
  see: [],
};

/** The rules that are about waivers and not about manifests. */
export const WAIVER_RULES: readonly RuleText[] = [WAIVER_EXPIRED, WAIVER_UNUSED];

/** What is left of findings when waivers have been applied, with what is wrong with the waivers. */
export function applyWaivers(findings: readonly Finding[], waivers: readonly Waiver[], today: string, manifests: ManifestSet): Finding[] {
  const open = waivers.filter((waiver) => waiver.until >= today);
  const byFinding = groupedBy(open, keyOf);
  const used = new Set<Waiver>();
  const left = findings.filter((finding) => {
    const fitting = (byFinding.get(keyOf(finding)) ?? []).filter(({ field }) => field === undefined || field === finding.field);
    for (const waiver of fitting) used.add(waiver);
    return fitting.length === 0;
  });
  const expired = waivers
    .filter((waiver) => waiver.until < today)
    .map((w) => findingAbout(w, WAIVER_EXPIRED, `a waiver of ${w.rule} until ${w.until}, and today is ${today}`, manifests));
  const unused = open
    .filter((waiver) => !used.has(waiver))
    .map((w) => findingAbout(w, WAIVER_UNUSED, `a waiver of ${w.rule}, which finds nothing there`, manifests));
  return [...left, ...expired, ...unused];
}

function keyOf({ rule, object }: Pick<Finding, 'rule' | 'object'>): string {
  return `${rule} ${object}`;
}

function findingAbout({ object, field = '' }: Waiver, { id, severity, wanted, fix }: RuleText, got: string, set: ManifestSet): Finding {
  const { origin, source } = set.identified(object) ?? {};
  return { rule: id, severity, object, field, got, wanted, fix, ...(origin && { origin }), ...(source && { source }) };
}
