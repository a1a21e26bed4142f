import type { BaseImage } from './base-image';

/** A file that a build step needs to log in somewhere, by the name under which the build is given it. */
export interface RecipeSecret {
  readonly id: string;
  /** Where the package manager looks for it; left out, where that of the kind does. */
  readonly path?: string;
}

/** What the recipes of every kind have in common, decided. */
export interface ImageRecipe {
  readonly name: string;
  /** Reference under which the image is pushed and run. */
  readonly image: string;
  readonly version: string;
  readonly base: BaseImage;
  /** Images used in the place of those of the catalogue. */
  readonly runtimeBase?: string;
  readonly buildBase?: string;
  readonly baseDigests: Readonly<Record<string, string>>;
  readonly context: string;
  /** Folder of the program in the context; empty for the context itself. */
  readonly directory: string;
  readonly uid: number;
  readonly gid: number;
  /** Left out for a program that nobody calls. */
  readonly port?: number;
  /** Path that HEALTHCHECK asks; left out where what listens is no HTTP. */
  readonly livenessPath?: string;
  readonly healthcheck?: readonly string[];
  readonly stopSignal?: string;
  readonly env: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly secrets: readonly RecipeSecret[];
  readonly writablePaths: readonly string[];
  readonly ignored: readonly string[];
}

/** Files that nginx serves, built first or as they are. */
export interface StaticSiteRecipe extends ImageRecipe {
  readonly root: string;
  readonly fallback?: string;
  readonly readinessPath: string;
  readonly build?: NodeTooling & { readonly nodeVersion: string; readonly script: string };
}

/** How packages of Node are installed. */
export interface NodeTooling {
  readonly packageManager: NodePackages;
}

/** A package manager of Node, and the version that is installed of it; npm comes with Node. */
export type NodePackages =
  | { readonly tool: 'npm' }
  | { readonly tool: 'pnpm'; readonly version: string }
  | { readonly tool: 'yarn'; readonly version: string };

/** A program for Node. */
export interface NodeRecipe extends ImageRecipe, NodeTooling {
  readonly entry: string;
  readonly buildScript?: string;
  readonly files: readonly string[];
}

/** What installs packages of Python. */
export type PythonPackages = { readonly tool: 'pip'; readonly file: string } | { readonly tool: 'uv'; readonly version: string };

/** A module of Python that is run. */
export interface PythonRecipe extends ImageRecipe {
  readonly packages: PythonPackages;
  readonly module: string;
  readonly args: readonly string[];
  readonly files: readonly string[];
}

/** A jar. */
export interface JavaRecipe extends ImageRecipe {
  readonly tool: 'maven' | 'gradle';
  readonly jar: string;
  readonly jvmFlags: readonly string[];
}

/** One or more static programs; the first is the one that runs. */
export interface GoRecipe extends ImageRecipe {
  readonly packages: readonly string[];
  readonly vendored: boolean;
}

/** A project of .NET. */
export interface DotnetRecipe extends ImageRecipe {
  readonly project: string;
}

/** PHP behind nginx: two images of one build. */
export interface PhpRecipe extends ImageRecipe {
  readonly nginx: BaseImage;
  readonly nginxImage: string;
  readonly publicFolder: string;
  readonly extensions: readonly string[];
  readonly readinessPath: string;
}

/** A program for Ruby. */
export interface RubyRecipe extends ImageRecipe {
  readonly command: readonly string[];
}

/** What the user says of any other program. */
export interface GenericRecipe extends ImageRecipe {
  /** Places in the image by what is copied there from the context. */
  readonly files: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly build?: GenericBuildRecipe;
}

/** Commands that make what the image holds. */
export interface GenericBuildRecipe {
  readonly base: string;
  readonly commands: readonly string[];
  readonly caches: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
}
