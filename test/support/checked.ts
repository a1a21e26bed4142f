import { parseAllDocuments } from 'yaml';
import type { CheckSettings } from '../../lib/checks/check-settings';
import { describeFinding, type Finding } from '../../lib/checks/finding';
import type { Rule } from '../../lib/checks/rule';
import { runRules } from '../../lib/checks/runner';
import { manifestOf } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { KubernetesVersion } from '../../lib/model/kubernetes-version';

/** What a rule finds in a YAML text. */
export function findingsOf(
  rule: Rule,
  yaml: string,
  { kubernetes = KubernetesVersion.V1_34, settings = {} }: { kubernetes?: KubernetesVersion; settings?: CheckSettings } = {},
): Finding[] {
  const manifests = new ManifestSet(parseAllDocuments(yaml).map((document) => manifestOf(document.toJS())));
  return runRules([rule], { manifests, kubernetes, settings });
}

/** The same as `object field: got …; wanted …. Fix: ….`, a line a finding: the whole text of each message. */
export function messagesOf(...args: Parameters<typeof findingsOf>): string[] {
  return findingsOf(...args).map((finding) => `${finding.object} ${finding.field}: ${describeFinding(finding)}`);
}
