import type { BuildStage } from '../../model/image-plan';
import type { GenericBuildRecipe, GenericRecipe } from '../../model/image-recipe';
import { buildStage, inContext, mounts } from './build-stage';
import { runtimeStage } from './runtime-stage';

/** Any other program: what is copied, what is run, and maybe how it is made. */
export function genericStages(recipe: GenericRecipe): BuildStage[] {
  const { build } = recipe;
  const runtime = runtimeStage(recipe, {
    about: 'What runs.',
    steps: [
      { kind: 'workdir', path: '/app' },
      ...Object.entries(build?.outputs ?? {}).map(([source, target]) => ({
        kind: 'copy' as const,
        from: 'build',
        sources: [source],
        target,
      })),
      ...Object.entries(recipe.files).map(([source, target]) => ({ kind: 'copy' as const, sources: [inContext(recipe, source)], target })),
    ],
    stopSignal: 'SIGTERM',
    command: recipe.command,
  });
  return [...(build ? [made(recipe, build)] : []), runtime];
}

function made(recipe: GenericRecipe, build: GenericBuildRecipe): BuildStage {
  return buildStage(recipe, 'build', build.base, 'Makes what the image holds.', [
    { kind: 'workdir', path: '/src' },
    { kind: 'copy', sources: [inContext(recipe, '.')], target: './' },
    { kind: 'run', commands: build.commands, mounts: mounts(recipe, build.caches, '/root/.netrc') },
  ]);
}
