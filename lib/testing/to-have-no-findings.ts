import { checkApp } from '../app/check-app';
import { type CheckOptions, check } from '../checks/check';
import { atLeast, type Finding, type Severity } from '../checks/finding';
import type { Pack } from '../checks/packs/pack';
import { BUILT_IN_PACKS } from '../checks/registry';
import { textReport } from '../checks/reports/text';
import { isConstruct, manifestsOf } from './subject';

/** What the matcher checks, beside what every check may be told. */
export interface NoFindingsOptions extends CheckOptions {
  /**
   * The lightest finding that counts.
   *
   * @default note
   */
  readonly from?: Severity;
}

declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: every declaration of an interface has to have the same parameters
    interface Matchers<R, T = {}> {
      /**
       * No rule finds anything in an App, a Chart, any other construct, or a list of manifests. A pack, of ours by its name
       * or one of your own, leaves the other rules out.
       */
      toHaveNoFindings(options?: string | Pack | NoFindingsOptions): R;
    }
  }
}

/** A matcher of jest: `expect(app).toHaveNoFindings()`. Takes a construct, a list of manifests, or a ManifestSet. */
export function toHaveNoFindings(
  received: unknown,
  options: string | Pack | NoFindingsOptions = {},
): { pass: boolean; message: () => string } {
  const { from = 'note', ...checks } = optionsOf(options);
  const heavy = atLeast(from);
  const findings = findingsIn(received, checks).filter(({ severity }) => heavy.includes(severity));
  const pass = findings.length === 0;
  return { pass, message: () => (pass ? 'wanted findings, and there are none' : `wanted no findings\n\n${textReport(findings)}`) };
}

function optionsOf(options: string | Pack | NoFindingsOptions): NoFindingsOptions {
  if (typeof options !== 'string') return 'rules' in options ? { packs: [options] } : options;
  const pack = BUILT_IN_PACKS.find(({ name }) => name === options);
  if (!pack) throw new TypeError(`no pack "${options}": one of ${BUILT_IN_PACKS.map(({ name }) => name).join(', ')} is wanted`);
  return { packs: [pack] };
}

function findingsIn(received: unknown, options: CheckOptions): Finding[] {
  // The shops that a construct stands in say how its objects are to be checked.
  return isConstruct(received) ? checkApp(received, options) : check(manifestsOf(received, 'toHaveNoFindings'), options);
}
