import type { ShopApp } from './shop-app';

/** Where a tool reads the artifacts from. */
export interface GitSource {
  /** URL of the Git repository: `https://…` or `ssh://…`; Argo CD takes `git@host:path` too. */
  readonly repository: string;
  /**
   * Branch, or a full reference such as `refs/tags/v1.2.0`.
   *
   * @default main
   */
  readonly revision?: string;
  /**
   * Folder of the artifacts in the repository, without slashes at its ends. Several shops have a folder each below it.
   *
   * @default artifacts
   */
  readonly path?: string;
}

/** What Argo CD is told. */
export interface ArgoCdOptions extends GitSource {
  /**
   * Namespace of Argo CD.
   *
   * @default argocd
   */
  readonly namespace?: string;
  /**
   * Project of the Applications.
   *
   * @default default
   */
  readonly project?: string;
  /**
   * Whether Argo CD applies by itself what the repository has, and mends what was changed by hand.
   *
   * @default true
   */
  readonly automated?: boolean;
  /**
   * Address of the API server of each environment's cluster, by the name of the environment.
   *
   * @default - the cluster in which Argo CD runs
   */
  readonly clusters?: { [environment: string]: string };
}

/** What Flux is told. */
export interface FluxOptions extends GitSource {
  /**
   * Namespace of Flux.
   *
   * @default flux-system
   */
  readonly namespace?: string;
  /**
   * Secret with the credentials of the repository, in the namespace of Flux.
   *
   * @default - none, for a repository that everybody may read
   */
  readonly secretName?: string;
}

/** What a Helm chart says of itself. */
export interface HelmChartOptions {
  /**
   * Version of the chart, by semantic versioning.
   *
   * @default 0.1.0
   */
  readonly version?: string;
  /**
   * Version of what the chart installs.
   *
   * @default - none: the images have versions of their own
   */
  readonly appVersion?: string;
  /**
   * Image of the chart's tests; it has curl.
   *
   * @default curlimages/curl:8.14.1
   */
  readonly testImage?: string;
}

/** How the shop is handed to the tools that bring it to clusters. */
export interface ShopDelivery {
  /**
   * The same shop in its other environments, by their names: apps that are built with another profile or cluster and not
   * synthesized themselves. The app that is synthesized is an environment too, by the name of its profile.
   *
   * @default {}
   */
  readonly environments?: { [name: string]: ShopApp };
  /**
   * Whether kustomize/ is written: the manifests as a base, and an overlay for each environment.
   *
   * @default - true where argoCd or flux is given, which read it
   */
  readonly kustomize?: boolean;
  /**
   * A Helm chart of the app's own environment, in helm/.
   *
   * @default - none
   */
  readonly helm?: HelmChartOptions;
  /**
   * Argo CD's Applications, and an ApplicationSet that makes the same ones, in argocd/.
   *
   * @default - none
   */
  readonly argoCd?: ArgoCdOptions;
  /**
   * Flux's Kustomizations, one for each phase of each environment, in flux/.
   *
   * @default - none
   */
  readonly flux?: FluxOptions;
}
