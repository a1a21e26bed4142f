import type { CheckSettings } from './check-settings';
import type { Severity } from './finding';
import type { Pack } from './packs/pack';
import type { Waiver } from './waiver';

/** What the file of `cdk8s-shop check --config FILE` exports. Options of the command line come before it. */
export interface CheckConfig {
  /**
   * Packs of your own, run beside those that are built in.
   *
   * @default []
   */
  readonly packs?: readonly Pack[];
  /**
   * Version of the API server that will get the manifests, as `1.34`.
   *
   * @default "1.34"
   */
  readonly kubernetes?: string;
  /**
   * What the rules have to be told.
   *
   * @default {}
   */
  readonly settings?: CheckSettings;
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
   * Findings that are accepted for a time, beside those of `--waivers`.
   *
   * @default []
   */
  readonly waivers?: readonly Waiver[];
}
