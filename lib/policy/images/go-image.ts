import { ImageKind } from '../../model/base-image';
import type { BuildStage, BuildStep } from '../../model/image-plan';
import type { GoRecipe } from '../../model/image-recipe';
import { buildBaseOf } from './build-bases';
import { buildStage, inContext, mounts } from './build-stage';
import { runtimeStage } from './runtime-stage';

const CACHES = ['/go/pkg/mod', '/root/.cache/go-build'];

/** Go: static programs in an image of nothing else. */
export function goStages(recipe: GoRecipe): BuildStage[] {
  const reference = recipe.buildBase ?? buildBaseOf(ImageKind.GO, recipe.version, recipe.base.flavour);
  const flags = `-trimpath${recipe.vendored ? ' -mod=vendor' : ''} -ldflags='-s -w'`;
  const [main = '.'] = recipe.packages;
  return [
    buildStage(recipe, 'build', reference, 'Compiles. The programs need no library of the system.', [
      { kind: 'workdir', path: '/src' },
      { kind: 'env', values: { CGO_ENABLED: '0', GOTOOLCHAIN: 'local' } },
      ...(recipe.vendored ? [] : downloads(recipe)),
      { kind: 'copy', sources: [inContext(recipe, '.')], target: './' },
      {
        kind: 'run',
        commands: recipe.packages.map((path) => `go build ${flags} -o /app/${programOf(path, recipe)} ${path}`),
        mounts: caches(recipe),
      },
    ]),
    runtimeStage(recipe, {
      about: 'What runs.',
      steps: [{ kind: 'copy', from: 'build', sources: ['/app'], target: '/app' }],
      stopSignal: 'SIGTERM',
      command: [`/app/${programOf(main, recipe)}`],
    }),
  ];
}

/** Modules at the sums of go.sum, which a program without dependencies has not: hence the pattern. */
function downloads(recipe: GoRecipe): BuildStep[] {
  return [
    { kind: 'copy', sources: ['go.mod', 'go.su[m]'].map((file) => inContext(recipe, file)), target: './' },
    { kind: 'run', commands: ['go mod download'], mounts: caches(recipe) },
  ];
}

function caches(recipe: GoRecipe) {
  return mounts(recipe, CACHES, '/root/.netrc');
}

/** A program is named after its folder, as `go build` does; that of the module's own folder after the image. */
function programOf(path: string, { name }: GoRecipe): string {
  const folder = path
    .split('/')
    .filter((part) => part !== '.' && part !== '')
    .at(-1);
  return folder ?? name;
}
