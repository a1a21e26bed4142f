import { check } from '../checks/check';
import type { Finding } from '../checks/finding';
import { identityOf, type Manifest, manifestOf } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { KubernetesVersion } from '../model/kubernetes-version';
import { optionsOf, stoppingSeverities } from './check-options';
import type { IValidationContext, ShopValidationProps, ViolatingResource } from './shop-validation';

interface ReadManifest {
  readonly manifest: Manifest;
  readonly file: string;
}

/** Checks the files that cdk8s-cli has synthesized, and fills its report. */
export function validateFiles(context: IValidationContext, props: ShopValidationProps): void {
  const { kubernetes, ...checks } = props;
  const read = context.manifests.flatMap((file) => manifestsIn(context, file));
  const findings = check(new ManifestSet(read.map(({ manifest }) => manifest)), {
    ...optionsOf(checks),
    ...(kubernetes !== undefined && { kubernetes: KubernetesVersion.of(kubernetes) }),
  });
  const at = new Map(read.map((one) => [identityOf(one.manifest), one]));
  for (const [first, ...more] of alike(findings)) {
    const { rule, wanted, fix } = first;
    const violatingResources = [first, ...more].map((finding) => resourceOf(finding, at.get(finding.object)));
    context.report.addViolation({ ruleName: rule, recommendation: `wanted ${wanted}`, fix, violatingResources });
  }
  const stopping = stoppingSeverities(checks);
  context.report.submit(findings.some(({ severity }) => stopping.includes(severity)) ? 'failure' : 'success');
}

/** A document may be empty: a file that begins with a separator has such a one. */
function manifestsIn(context: IValidationContext, file: string): ReadManifest[] {
  const documents = context.parseManifest(file).filter((document) => document !== null && document !== undefined);
  return documents.map((body) => ({ manifest: manifestOf(body), file }));
}

/** Findings of one rule that want the same and are mended alike, together. */
function alike(findings: readonly Finding[]): Array<[Finding, ...Finding[]]> {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const key = [finding.rule, finding.wanted, finding.fix].join('\0');
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()];
}

function resourceOf({ object, field, severity, got }: Finding, read: ReadManifest | undefined): ViolatingResource {
  const place = field === '' ? object : `${object} ${field}`;
  return {
    resourceName: read?.manifest.name ?? object,
    locations: [`${place}: ${severity}, got ${got}`],
    manifestPath: read?.file ?? 'none',
  };
}
