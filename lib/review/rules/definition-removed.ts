import { counted } from '../../core/counted';
import { textAt } from '../../manifests/json';
import type { ManifestSet } from '../../manifests/manifest-set';
import { changeRule, type EffectRule } from '../effect-rule';
import { definitionExample } from '../refusals/definition-example';

/** A CustomResourceDefinition that goes takes every object of its kind with it. */
export const DEFINITION_REMOVED: EffectRule = changeRule(
  {
    id: 'definition-removed',
    kind: 'data-at-risk',
    severity: 'error',
    reason:
      'a definition that is deleted takes every object of its kind with it, in all namespaces, and what its controller made from them mostly too',
    recipe: [
      'keep the definition until no object of its kind is left: kubectl get it in all namespaces',
      'let a tool that prunes leave it alone: argocd.argoproj.io/sync-options: Prune=false,Delete=false or kustomize.toolkit.fluxcd.io/prune: disabled',
    ],
    before: `${definitionExample()}---
apiVersion: shop.example/v1
kind: Cart
metadata: { name: carts, namespace: shop }
---
apiVersion: v1
kind: Namespace
metadata: { name: shop }
`,
    after: `
apiVersion: v1
kind: Namespace
metadata: { name: shop }
`,
    see: [
      'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#delete-a-customresourcedefinition',
    ],
  },
  ['apiextensions.k8s.io/CustomResourceDefinition'],
  function* removed({ kind, before }, target) {
    if (!before || (kind !== 'removed' && kind !== 'renamed')) return;
    const name = textAt(before.body, 'spec', 'names', 'kind') ?? before.name;
    const group = textAt(before.body, 'spec', 'group') ?? '';
    const count = (set: ManifestSet): number => set.of(name, group).length;
    yield {
      summary: `takes every ${name} of ${group} in the cluster with it; these manifests had ${counted(count(target.before), 'object')} of it and still have ${count(target.after)}`,
    };
  },
);
