import { counted } from '../../core/counted';
import { objectsAt, textAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import { changeRule, type EffectRule } from '../effect-rule';
import { definitionExample } from '../refusals/definition-example';
import { updateOf } from '../update';

/** A version of a custom resource that is no longer served. */
export const DEFINITION_VERSION_REMOVED: EffectRule = changeRule(
  {
    id: 'definition-version-removed',
    kind: 'data-at-risk',
    severity: 'warning',
    reason:
      'from then on the API server answers clients and manifests of that version that it knows no such kind; the objects themselves stay',
    recipe: ['write every manifest and client in a version that stays, and apply that first', 'then remove the version'],
    before: definitionExample(['v1alpha1', 'v1']),
    after: definitionExample(['v1']),
    see: ['https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/'],
  },
  ['apiextensions.k8s.io/CustomResourceDefinition'],
  function* removed(change, { after: set }) {
    const update = updateOf(change);
    if (!update) return;
    const kept = servedBy(update.after);
    const group = textAt(update.after.body, 'spec', 'group') ?? '';
    const kind = textAt(update.after.body, 'spec', 'names', 'kind') ?? '';
    for (const version of servedBy(update.before)) {
      if (kept.has(version)) continue;
      const apiVersion = `${group}/${version}`;
      const left = set.of(kind, group).filter((manifest) => manifest.apiVersion === apiVersion);
      yield {
        fields: [['spec', 'versions', { item: version }]],
        summary: `${apiVersion} is no longer served; ${writtenText(left.length)} written in it`,
        ...(left.length > 0 && { severity: 'error' }),
      };
    }
  },
);

function servedBy({ body }: Manifest): ReadonlySet<string> {
  const served = objectsAt(body, 'spec', 'versions').filter((version) => version.served !== false);
  return new Set(served.map((version) => textAt(version, 'name') ?? ''));
}

function writtenText(count: number): string {
  if (count === 0) return 'none of these manifests is';
  return `${counted(count, 'object')} of these manifests ${count === 1 ? 'is' : 'are'}`;
}
