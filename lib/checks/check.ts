import { ShopError } from '../core/shop-error';
import type { ManifestSet } from '../manifests/manifest-set';
import { KubernetesVersion } from '../model/kubernetes-version';
import type { CheckSettings } from './check-settings';
import type { Finding, Severity } from './finding';
import { optionFaults, packFaults } from './option-faults';
import type { Pack } from './packs/pack';
import { BUILT_IN_PACKS, rulesOf } from './registry';
import { inOrder, runRules } from './runner';
import { applyWaivers, WAIVER_RULES, type Waiver } from './waiver';

/** What is checked, against what, and what is accepted. */
export interface CheckOptions {
  /**
   * Packs to run.
   *
   * @default BUILT_IN_PACKS
   */
  readonly packs?: readonly Pack[];
  /**
   * Ids of the rules to run out of the packs.
   *
   * @default - all of them
   */
  readonly only?: readonly string[];
  /**
   * Ids of rules that are not run.
   *
   * @default []
   */
  readonly disabled?: readonly string[];
  /**
   * Severities by the id of the rule, where they are to be other than the rule's own.
   *
   * @default {}
   */
  readonly severities?: Readonly<Record<string, Severity>>;
  /**
   * Version of the API server that will get the manifests.
   *
   * @default KubernetesVersion.V1_34
   */
  readonly kubernetes?: KubernetesVersion;
  /**
   * What the rules have to be told.
   *
   * @default {}
   */
  readonly settings?: CheckSettings;
  /**
   * Findings that are accepted for a time. Those of rules that are not run are left alone.
   *
   * @default []
   */
  readonly waivers?: readonly Waiver[];
  /**
   * What day it is, as `2027-03-31`; waivers need it.
   *
   * @default - none, which does without waivers
   */
  readonly today?: string;
}

/** Everything that the rules find in manifests and no waiver accepts, in the order of object, rule and field. */
export function check(manifests: ManifestSet, options: CheckOptions = {}): Finding[] {
  const { packs = BUILT_IN_PACKS, only, disabled = [], severities = {}, waivers = [], today = '' } = options;
  refuseFaults(packs, options);
  const off = new Set(disabled);
  const on = only && new Set(only);
  const { kubernetes = KubernetesVersion.V1_34, settings = {} } = options;
  const run = rulesOf(packs).filter(({ id }) => !off.has(id) && (on?.has(id) ?? true));
  const ids = new Set(run.map(({ id }) => id));
  const found = runRules(run, { manifests, kubernetes, settings });
  const judged = waivers.filter((waiver) => ids.has(waiver.rule));
  const left = applyWaivers(found, judged, today, manifests).filter(({ rule }) => !off.has(rule));
  return inOrder(left).map((finding) => ({ ...finding, severity: severities[finding.rule] ?? finding.severity }));
}

function refuseFaults(packs: readonly Pack[], options: CheckOptions): void {
  const known = new Set([...rulesOf(packs), ...WAIVER_RULES].map(({ id }) => id));
  const faults = [...packFaults(packs), ...optionFaults(options, known)];
  if (faults.length > 0) throw new ShopError(faults);
}
