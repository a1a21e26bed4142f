/** A folder of downloads and intermediate results, kept from build to build and in no layer. */
export interface CacheMount {
  readonly kind: 'cache';
  readonly target: string;
  /** What tells it from other caches at the same place; the place itself, where it is left out. */
  readonly id?: string;
  /** Whether builds at the same time wait for each other; they share it, where it is left out. */
  readonly isLocked?: boolean;
}

/** A file or folder that one step of a build has and later ones have not. */
export type BuildMount =
  | CacheMount
  /** A file that is given to the build, and in no layer and no history either. */
  | { readonly kind: 'secret'; readonly id: string; readonly target: string };

/** One instruction of a stage. */
export type BuildStep =
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'workdir'; readonly path: string }
  | { readonly kind: 'arg'; readonly name: string; readonly value?: string }
  | { readonly kind: 'env'; readonly values: Readonly<Record<string, string>> }
  /** `fromArgs` takes its values from arguments of the build. */
  | { readonly kind: 'label'; readonly values: Readonly<Record<string, string>>; readonly fromArgs: Readonly<Record<string, string>> }
  | { readonly kind: 'copy'; readonly from?: string; readonly sources: readonly string[]; readonly target: string }
  | { readonly kind: 'run'; readonly commands: readonly string[]; readonly mounts?: readonly BuildMount[] }
  /** Small files whose lines the Dockerfile has itself, by their path, so that a build needs nothing beside it. */
  | { readonly kind: 'files'; readonly files: Readonly<Record<string, readonly string[]>> }
  | { readonly kind: 'user'; readonly uid: number; readonly gid: number }
  | { readonly kind: 'expose'; readonly port: number }
  | { readonly kind: 'stopsignal'; readonly signal: string }
  | { readonly kind: 'healthcheck'; readonly ask?: HealthQuestion }
  | { readonly kind: 'entrypoint'; readonly command: readonly string[] };

/** How Docker and Compose ask a container about its health; Kubernetes has its probes. */
export interface HealthQuestion {
  readonly command: readonly string[];
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly startSeconds: number;
  readonly retries: number;
}

/** Where a stage begins: an image of a registry, or nothing. */
export interface StageBase {
  readonly reference: string;
  readonly digest?: string;
}

/** A stage of a build. */
export interface BuildStage {
  readonly name: string;
  readonly base: StageBase;
  /** Why it is there, for who reads the file. */
  readonly about: string;
  readonly steps: readonly BuildStep[];
}

/** An image that the stages give: the last one, or one that the build is told to stop at. */
export interface BuildTarget {
  readonly stage: string;
  readonly image: string;
  readonly port?: number;
}

/** How an image is built: everything that its Dockerfile says. */
export interface ImagePlan {
  readonly name: string;
  readonly stages: readonly BuildStage[];
  readonly targets: readonly BuildTarget[];
  /** Folder that is given to the build. */
  readonly context: string;
  /** Names of the secrets that the build has to be given. */
  readonly secrets: readonly string[];
  /** Patterns of what the build does not get to see. */
  readonly ignored: readonly string[];
  /** What it writes to, beside /tmp. */
  readonly writablePaths: readonly string[];
}

/** Every image of a registry that a build begins with. */
export function basesOf({ stages }: ImagePlan): StageBase[] {
  return stages.map((stage) => stage.base).filter(({ reference }) => reference !== 'scratch');
}
