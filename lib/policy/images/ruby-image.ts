import { ImageKind } from '../../model/base-image';
import type { BuildStage } from '../../model/image-plan';
import type { RubyRecipe } from '../../model/image-recipe';
import { buildBaseOf } from './build-bases';
import { buildStage, inContext, mounts } from './build-stage';
import { runtimeStage } from './runtime-stage';

/** The same in both stages: what is installed by one set of settings is not found by another. */
const BUNDLER = { BUNDLE_DEPLOYMENT: '1', BUNDLE_PATH: '/app/vendor/bundle', BUNDLE_WITHOUT: 'development:test' };

/** Ruby: gems of production, compiled where there is a compiler. */
export function rubyStages(recipe: RubyRecipe): BuildStage[] {
  const reference = recipe.buildBase ?? buildBaseOf(ImageKind.RUBY, recipe.version, recipe.base.flavour);
  return [
    buildStage(recipe, 'dependencies', reference, 'Gems of production alone.', [
      { kind: 'workdir', path: '/app' },
      { kind: 'env', values: { ...BUNDLER, BUNDLE_GLOBAL_GEM_CACHE: '1' } },
      { kind: 'copy', sources: ['Gemfile', 'Gemfile.lock'].map((file) => inContext(recipe, file)), target: './' },
      {
        kind: 'run',
        commands: ['bundle install', 'mkdir -p vendor/bundle'],
        mounts: mounts(recipe, ['/root/.bundle/cache'], '/root/.bundle/config'),
      },
    ]),
    runtimeStage(recipe, {
      about: 'What runs.',
      // Bundler looks for a home it may write to; the user has none in the image.
      env: { ...BUNDLER, RACK_ENV: 'production', RAILS_ENV: 'production', RAILS_LOG_TO_STDOUT: '1', HOME: '/tmp' },
      steps: [
        { kind: 'workdir', path: '/app' },
        { kind: 'copy', from: 'dependencies', sources: ['/app/vendor/bundle'], target: './vendor/bundle' },
        { kind: 'copy', sources: [inContext(recipe, '.')], target: './' },
      ],
      stopSignal: 'SIGTERM',
      command: ['bundle', 'exec', ...recipe.command],
    }),
  ];
}
