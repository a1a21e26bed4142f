import { ImageKind } from '../../model/base-image';
import type { BuildStage, BuildStep } from '../../model/image-plan';
import type { ImageRecipe, NodePackages, NodeRecipe } from '../../model/image-recipe';
import { buildBaseOf } from './build-bases';
import { buildStage, copyBuilt, copyFiles, inContext, mounts } from './build-stage';
import { nodeOf } from './health-question';
import { runtimeStage } from './runtime-stage';

/** What a package manager is told, and what it reads and keeps. */
interface Installing {
  /** The lock file, and what else the installation is told; a pattern, where a project may do without. */
  readonly files: readonly string[];
  /** What goes into folders of their own, by folder. */
  readonly folders?: Readonly<Record<string, readonly string[]>>;
  readonly cache: string;
  readonly loginFile: string;
  /** Brings the package manager itself. */
  readonly bring: readonly string[];
  readonly all: string;
  readonly production: string;
  readonly run: string;
}

function installing(packages: NodePackages): Installing {
  switch (packages.tool) {
    case 'npm':
      return {
        files: ['package-lock.json'],
        cache: '/root/.npm',
        loginFile: '/root/.npmrc',
        bring: [],
        all: 'npm ci --no-audit --no-fund',
        production: 'npm ci --omit=dev --no-audit --no-fund',
        run: 'npm run',
      };
    case 'pnpm':
      return {
        // Its settings, patches and overrides stand there since version 10; a lock file that knows of them is refused without.
        files: ['pnpm-lock.yaml', 'pnpm-workspace.yam[l]'],
        cache: '/root/.local/share/pnpm/store',
        loginFile: '/root/.npmrc',
        bring: [`npm install --global pnpm@${packages.version}`],
        all: 'pnpm install --frozen-lockfile',
        production: 'pnpm install --frozen-lockfile --prod',
        run: 'pnpm run',
      };
    case 'yarn':
      return {
        // Its settings, and the patches and plugins that they and the lock file name. A COPY of patterns alone fails where they
        // fit nothing, so the lock file goes along. A release of yarn that is kept there is not run: the version is the recipe's.
        files: ['yarn.lock', '.yarnrc.ym[l]'],
        folders: { '.yarn/': ['yarn.lock', '.yar[n]'] },
        cache: '/root/.yarn/berry/cache',
        loginFile: '/root/.yarnrc.yml',
        bring: [`npm install --global @yarnpkg/cli-dist@${packages.version}`],
        all: 'YARN_IGNORE_PATH=1 YARN_NODE_LINKER=node-modules yarn install --immutable',
        production: 'YARN_IGNORE_PATH=1 YARN_NODE_LINKER=node-modules yarn workspaces focus --all --production',
        run: 'YARN_IGNORE_PATH=1 yarn run',
      };
  }
}

/** Installs, from the lock file alone, before the program is copied: a change of the program downloads nothing. */
function install(recipe: ImageRecipe, packages: NodePackages, which: 'all' | 'production'): BuildStep[] {
  const tool = installing(packages);
  return [
    { kind: 'workdir', path: '/app' },
    { kind: 'copy', sources: ['package.json', ...tool.files].map((file) => inContext(recipe, file)), target: './' },
    ...Object.entries(tool.folders ?? {}).map(
      ([target, sources]): BuildStep => ({ kind: 'copy', sources: sources.map((source) => inContext(recipe, source)), target }),
    ),
    // A program without dependencies has no folder of them, which the next stage copies.
    { kind: 'run', commands: [...tool.bring, tool[which], 'mkdir -p node_modules'], mounts: mounts(recipe, [tool.cache], tool.loginFile) },
  ];
}

/** The stage that runs a script of package.json, with the packages for development too. */
export function scriptStage(recipe: ImageRecipe, packages: NodePackages, reference: string, script: string): BuildStage {
  return buildStage(recipe, 'build', reference, 'Builds, with the packages for development too.', [
    ...install(recipe, packages, 'all'),
    { kind: 'copy', sources: [inContext(recipe, '.')], target: './' },
    { kind: 'run', commands: [`${installing(packages).run} ${script}`] },
  ]);
}

/** Node: packages of production, maybe a build, and an image of both without npm where the base has none. */
export function nodeStages(recipe: NodeRecipe): BuildStage[] {
  const { base, packageManager, buildScript, files } = recipe;
  const reference = recipe.buildBase ?? buildBaseOf(ImageKind.NODE, recipe.version, base.flavour);
  const dependencies = buildStage(
    recipe,
    'dependencies',
    reference,
    'Packages of production alone.',
    install(recipe, packageManager, 'production'),
  );
  const runtime = runtimeStage(recipe, {
    about: 'What runs.',
    env: { NODE_ENV: 'production' },
    steps: [
      { kind: 'workdir', path: '/app' },
      { kind: 'copy', from: 'dependencies', sources: ['/app/node_modules'], target: './node_modules' },
      ...(buildScript === undefined ? copyFiles(recipe, files) : copyBuilt('build', ['package.json', ...files])),
    ],
    stopSignal: 'SIGTERM',
    // Node itself is the first process, not npm, which hands no signal on.
    command: [nodeOf(base.flavour), recipe.entry],
  });
  return [dependencies, ...(buildScript === undefined ? [] : [scriptStage(recipe, packageManager, reference, buildScript)]), runtime];
}
