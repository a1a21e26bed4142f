import { dirname, resolve } from 'node:path';
import { atLeast, type Severity } from '../checks/finding';
import { inputFiles } from '../reading/input-files';
import { wholeManifests } from '../reading/whole-manifests';
import { textReview } from '../review/reports/text';
import { type ReviewEnd, type ReviewOptions, review } from '../review/review';
import { type VerdictOptions, verdictOf } from '../review/verdict';
import { manifestsOf, type Subject } from './subject';

/** Which effects count, and what is accepted. */
export interface SafeUpgradeOptions extends ReviewOptions, VerdictOptions {
  /**
   * The lightest effect that counts.
   *
   * @default error
   */
  readonly from?: Severity;
}

declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: every declaration of an interface has to have the same parameters
    interface Matchers<R, T = {}> {
      /**
       * Where the older manifests run, these can be applied: nothing is refused, no data is lost, nothing is down. The older
       * ones are an App, a Chart or any other construct, a list of manifests, or a folder, which is given from that of the
       * test: golden files, or a committed dist/.
       */
      toBeSafeUpgradeOf(older: Subject | string, options?: SafeUpgradeOptions): R;
    }
  }
}

/** A matcher of jest: `expect(app).toBeSafeUpgradeOf('../dist')`. Takes a construct, a list of manifests, or a ManifestSet. */
export function toBeSafeUpgradeOf(
  this: { readonly testPath?: string } | undefined,
  received: unknown,
  older: Subject | string,
  options: SafeUpgradeOptions = {},
): { pass: boolean; message: () => string } {
  const { from = 'error', kubernetes, ...judging } = options;
  const before = olderEnd(older, this?.testPath);
  const found = review(before, { name: 'now', manifests: manifestsOf(received, 'toBeSafeUpgradeOf') }, kubernetes && { kubernetes });
  const verdict = verdictOf(found, judging);
  const heavy = atLeast(from);
  const pass = !verdict.open.some(({ severity }) => heavy.includes(severity));
  const wanted = `wanted ${pass ? 'an upgrade that is not safe' : 'a safe upgrade'}`;
  return { pass, message: () => `${wanted}\n\n${textReview(found, verdict)}` };
}

function olderEnd(older: Subject | string, testPath: string | undefined): ReviewEnd {
  if (typeof older !== 'string') return { name: 'before', manifests: manifestsOf(older, 'toBeSafeUpgradeOf') };
  const folder = testPath === undefined ? older : resolve(dirname(testPath), older);
  return { name: older, manifests: wholeManifests(inputFiles([folder])) };
}
