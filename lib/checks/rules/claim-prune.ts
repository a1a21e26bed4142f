import { objectAt, textAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { oncePerSet } from '../once-per-set';
import { ARGO, FLUX, HELM, keptAt, type Pruner } from '../pruners';
import { manifestRule, type Rule } from '../rule';

const shop = (annotations: string) => `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  namespace: shop
  annotations: { argocd.argoproj.io/hook: PreSync }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: uploads
  namespace: shop
  annotations: ${annotations}
spec:
  accessModes: [ReadWriteOnce]
  resources: { requests: { storage: 10Gi } }
`;

/** A claim stays when a release no longer has it. */
export const CLAIM_PRUNE: Rule = manifestRule(
  {
    id: 'claim-prune',
    severity: 'note',
    why: 'Argo CD and Flux prune what is no longer in the source, and Helm removes what a chart no longer renders: a claim that was renamed, or a release that was uninstalled, takes the data along. The tools are told by their annotations, and Helm by the claim’s label.',
    wanted: 'the annotation by which the tool that delivers the manifests keeps a claim',
    fix: `set ${ARGO.annotation} to ${ARGO.keep} for Argo CD, ${FLUX.annotation} to ${FLUX.keep} for Flux, ${HELM.annotation} to ${HELM.keep} for Helm`,
    wrong: shop('{}'),
    right: shop('{ argocd.argoproj.io/sync-options: "Prune=false,Delete=false" }'),
    see: [
      'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#no-prune-resources',
      'https://fluxcd.io/flux/components/kustomize/kustomizations/#prune',
      'https://helm.sh/docs/howto/charts_tips_and_tricks/#tell-helm-not-to-uninstall-a-resource',
    ],
  },
  ['/PersistentVolumeClaim'],
  function* pruned(claim, { manifests }) {
    for (const pruner of prunersOf(claim, manifests)) {
      if (keptAt(pruner, claim.body)) continue;
      const field = ['metadata', 'annotations', pruner.annotation];
      const said = textAt(claim.body, ...field);
      yield { field, got: `${said === undefined ? 'nothing' : JSON.stringify(said)}, in what ${pruner.name} delivers` };
    }
  },
);

/** The tools that the set's annotations speak to; what they render from a chart is theirs and no longer Helm's. */
function prunersOf(claim: Manifest, manifests: ManifestSet): readonly Pruner[] {
  const spokenTo = gitOps(manifests);
  if (spokenTo.length > 0) return spokenTo;
  return claim.labels['app.kubernetes.io/managed-by'] === 'Helm' || claim.labels.heritage === 'Helm' ? [HELM] : [];
}

const gitOps = oncePerSet((manifests) => {
  const keys = new Set(manifests.all.flatMap(({ body }) => Object.keys(objectAt(body, 'metadata', 'annotations'))));
  const speaks = (prefix: string) => [...keys].some((key) => key.startsWith(prefix));
  return [...(speaks('argocd.argoproj.io/') ? [ARGO] : []), ...(speaks('kustomize.toolkit.fluxcd.io/') ? [FLUX] : [])];
});
