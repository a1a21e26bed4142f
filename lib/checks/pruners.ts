import { type JsonObject, textAt } from '../manifests/json';

/** A delivery tool that removes what is no longer delivered, and how it is told to keep an object. */
export interface Pruner {
  readonly name: string;
  /** Annotation in which it is told, and what to write there. */
  readonly annotation: string;
  readonly keep: string;
  /** Where else than in annotations it looks. */
  readonly labels?: true;
  /** What keeps an object, by the name of the annotation. */
  readonly kept: Readonly<Record<string, RegExp>>;
}

/**
 * `Delete=false` keeps an object when its application is deleted, and not when it is no longer in the source. What waits for a
 * confirmation is not removed by a mistake. Helm's own annotation counts for the deletion of the application alone, too.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#no-prune-resources
 */
export const ARGO: Pruner = {
  name: 'Argo CD',
  annotation: 'argocd.argoproj.io/sync-options',
  keep: 'Prune=false,Delete=false',
  kept: { 'argocd.argoproj.io/sync-options': /(^|,)\s*Prune=(false|confirm)\s*(,|$)/ },
};

/**
 * In annotations or labels, however it is spelt; what it does not reconcile it does not remove either.
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#prune
 * @see https://github.com/fluxcd/kustomize-controller/blob/main/internal/controller/kustomization_controller.go
 * @see https://github.com/fluxcd/pkg/blob/main/ssa/utils/utils.go
 */
export const FLUX: Pruner = {
  name: 'Flux',
  annotation: 'kustomize.toolkit.fluxcd.io/prune',
  keep: 'disabled',
  labels: true,
  kept: { 'kustomize.toolkit.fluxcd.io/prune': /^disabled$/i, 'kustomize.toolkit.fluxcd.io/reconcile': /^disabled$/i },
};

/**
 * An upgrade compares the live annotation to the letter.
 * @see https://github.com/helm/helm/blob/main/pkg/kube/client.go
 * @see https://helm.sh/docs/howto/charts_tips_and_tricks/#tell-helm-not-to-uninstall-a-resource
 */
export const HELM: Pruner = {
  name: 'Helm',
  annotation: 'helm.sh/resource-policy',
  keep: 'keep',
  kept: { 'helm.sh/resource-policy': /^keep$/ },
};

/** @see https://carvel.dev/kapp/docs/latest/apply/ */
export const KAPP: Pruner = {
  name: 'kapp',
  annotation: 'kapp.k14s.io/delete-strategy',
  keep: 'orphan',
  kept: { 'kapp.k14s.io/delete-strategy': /^orphan$/ },
};

/**
 * kpt and Config Sync, which share a library.
 * @see https://github.com/kubernetes-sigs/cli-utils/blob/master/pkg/common/common.go
 */
export const KPT: Pruner = {
  name: 'kpt',
  annotation: 'client.lifecycle.config.k8s.io/deletion',
  keep: 'detach',
  kept: { 'client.lifecycle.config.k8s.io/deletion': /^detach$/, 'cli-utils.sigs.k8s.io/on-remove': /^keep$/ },
};

const PRUNERS: readonly Pruner[] = [ARGO, FLUX, HELM, KAPP, KPT];

/** Where an object tells a tool to keep it: `metadata`, `annotations`, and the name. Undefined where it does not. */
export function keptAt({ labels, kept }: Pruner, body: JsonObject): readonly string[] | undefined {
  const places = labels ? ['annotations', 'labels'] : ['annotations'];
  const fields = Object.entries(kept).flatMap(([name, pattern]) => places.map((place) => ({ field: ['metadata', place, name], pattern })));
  return fields.find(({ field, pattern }) => pattern.test(textAt(body, ...field) ?? ''))?.field;
}

/** A tool that keeps an object, and the field by which. */
export interface Keeper {
  readonly name: string;
  readonly field: readonly string[];
}

/** The tools that keep an object when it is no longer delivered. */
export function keepersOf(body: JsonObject): readonly Keeper[] {
  return PRUNERS.flatMap((pruner) => {
    const field = keptAt(pruner, body);
    return field ? [{ name: pruner.name, field }] : [];
  });
}
