import type { ShopChecks } from './shop-checks';

/** Hundreds of rules, which only a validation needs. */
const validating = () => require('./validating') as typeof import('./validating');

/** An object that breaks a rule, as cdk8s-cli reports it. */
export interface ViolatingResource {
  /** Name of the object. */
  readonly resourceName: string;
  /** Fields, each with what is there. */
  readonly locations: string[];
  /** File that it is in. */
  readonly manifestPath: string;
}

/** A broken rule, as cdk8s-cli reports it. */
export interface RuleViolation {
  /** Id of the rule. */
  readonly ruleName: string;
  /** What is wanted. */
  readonly recommendation: string;
  /** What to do. */
  readonly fix: string;
  /** Where. */
  readonly violatingResources: ViolatingResource[];
}

/** The report of cdk8s-cli that a validation fills. */
export interface IValidationReport {
  /**
   * Adds a broken rule.
   *
   * @param violation the rule and where it is broken
   */
  addViolation(violation: RuleViolation): void;
  /**
   * Ends the report.
   *
   * @param status `success` or `failure`
   */
  submit(status: string): void;
}

/** What cdk8s-cli gives to a validation. */
export interface IValidationContext {
  /** Files that were synthesized. */
  readonly manifests: string[];
  /** The report to fill. */
  readonly report: IValidationReport;
  /**
   * The objects of a file.
   *
   * @param manifestPath one of the files
   */
  // biome-ignore lint/suspicious/noExplicitAny: the signature of cdk8s-cli, in the types that jsii has
  parseManifest(manifestPath: string): any[];
}

/** The properties of the validation in cdk8s.yaml. */
export interface ShopValidationProps extends ShopChecks {
  /**
   * Version of Kubernetes that will get the manifests, as `1.34`.
   *
   * @default 1.34
   */
  readonly kubernetes?: string;
}

/**
 * A validation plugin of cdk8s-cli: every built-in rule over what any app synthesizes, a ShopApp or not. Named in the
 * `validations` of cdk8s.yaml; fails the command where an error is found.
 *
 * @see https://cdk8s.io/docs/latest/cli/synth/#validations
 */
export class ShopValidation {
  private readonly props: ShopValidationProps;

  /**
   * @param props what cdk8s.yaml says under `properties`
   */
  constructor(props: ShopValidationProps = {}) {
    this.props = props;
  }

  /**
   * Checks the files of the app and fills the report.
   *
   * @param context what cdk8s-cli gives
   */
  public async validate(context: IValidationContext): Promise<void> {
    validating().validateFiles(context, this.props);
  }
}
