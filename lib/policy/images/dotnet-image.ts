import { ImageKind } from '../../model/base-image';
import type { BuildStage } from '../../model/image-plan';
import type { DotnetRecipe } from '../../model/image-recipe';
import { buildBaseOf } from './build-bases';
import { buildStage, inContext, mounts } from './build-stage';
import { runtimeStage } from './runtime-stage';

/** .NET: restored from the lock file, published, run where only ASP.NET is. */
export function dotnetStages(recipe: DotnetRecipe): BuildStage[] {
  const { project, port } = recipe;
  const reference = recipe.buildBase ?? buildBaseOf(ImageKind.DOTNET, recipe.version, recipe.base.flavour);
  const program = (project.split('/').at(-1) ?? project).replace(/\.[a-z]+proj$/, '');
  return [
    buildStage(recipe, 'build', reference, 'Compiles, with the packages of packages.lock.json.', [
      { kind: 'workdir', path: '/src' },
      { kind: 'copy', sources: [inContext(recipe, '.')], target: './' },
      {
        kind: 'run',
        commands: [
          `dotnet restore ${project} --locked-mode`,
          `dotnet publish ${project} --no-restore --configuration Release --output /app`,
        ],
        mounts: mounts(recipe, ['/root/.nuget/packages'], '/root/.nuget/NuGet/NuGet.Config'),
      },
    ]),
    runtimeStage(recipe, {
      about: 'What runs.',
      env: port === undefined ? {} : { ASPNETCORE_HTTP_PORTS: `${port}` },
      steps: [
        { kind: 'workdir', path: '/app' },
        { kind: 'copy', from: 'build', sources: ['/app'], target: './' },
      ],
      stopSignal: 'SIGTERM',
      command: ['dotnet', `/app/${program}.dll`],
    }),
  ];
}
