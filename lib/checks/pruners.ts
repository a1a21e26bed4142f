/** A delivery tool that removes what is no longer delivered, and how it is told to keep an object. */
export interface Pruner {
  readonly name: string;
  readonly annotation: string;
  readonly kept: RegExp;
  /** What to write. */
  readonly keep: string;
}

/** @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#no-prune-resources */
export const ARGO: Pruner = {
  name: 'Argo CD',
  annotation: 'argocd.argoproj.io/sync-options',
  kept: /(^|,)\s*Prune=(false|confirm)\s*(,|$)/,
  keep: 'Prune=false,Delete=false',
};

/** @see https://fluxcd.io/flux/components/kustomize/kustomizations/#prune */
export const FLUX: Pruner = { name: 'Flux', annotation: 'kustomize.toolkit.fluxcd.io/prune', kept: /^disabled$/i, keep: 'disabled' };

/** @see https://helm.sh/docs/howto/charts_tips_and_tricks/#tell-helm-not-to-uninstall-a-resource */
export const HELM: Pruner = { name: 'Helm', annotation: 'helm.sh/resource-policy', kept: /^keep$/, keep: 'keep' };
