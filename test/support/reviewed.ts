import { parseAllDocuments } from 'yaml';
import { manifestOf } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { KubernetesVersion } from '../../lib/model/kubernetes-version';
import type { Effect } from '../../lib/review/effect';
import { type Review, review } from '../../lib/review/review';

/** The manifests of a YAML text. */
export function setOf(yaml: string): ManifestSet {
  const documents = parseAllDocuments(yaml).flatMap((document) => document.toJS() ?? []);
  return new ManifestSet(documents.map((body) => manifestOf(body)));
}

/** The whole review of two YAML texts. */
export function reviewed(before: string, after: string, kubernetes = KubernetesVersion.V1_34): Review {
  return review({ name: 'before', manifests: setOf(before) }, { name: 'after', manifests: setOf(after) }, { kubernetes });
}

/** What one rule says of two YAML texts, in a whole review. */
export function effectsBy(rule: { readonly id: string }, ...ends: Parameters<typeof reviewed>): Effect[] {
  return reviewed(...ends).effects.filter((effect) => effect.rule === rule.id);
}

/** The same as `severity kind object field, field: summary`, a line an effect. */
export function told(...args: Parameters<typeof effectsBy>): string[] {
  return effectsBy(...args).map(line);
}

/** Every effect of two YAML texts, as `rule severity kind object field, field: summary`. */
export function allTold(...ends: Parameters<typeof reviewed>): string[] {
  return reviewed(...ends).effects.map((effect) => `${effect.rule} ${line(effect)}`);
}

function line({ severity, kind, object, fields, summary }: Effect): string {
  return `${[severity, kind, object, ...(fields.length > 0 ? [fields.join(', ')] : [])].join(' ')}: ${summary}`;
}
