import { BaseFlavour, ImageKind } from '../../model/base-image';
import type { BuildStage, BuildStep } from '../../model/image-plan';
import type { StaticSiteRecipe } from '../../model/image-recipe';
import { buildBaseOf } from './build-bases';
import { inContext } from './build-stage';
import { NGINX_CONF, SITE, siteConf } from './nginx-conf';
import { scriptStage } from './node-image';
import { runtimeStage } from './runtime-stage';

/** nginx as the first process, without the scripts of its image, which would write into /etc. */
export const NGINX_COMMAND = ['nginx', '-g', 'daemon off;'];

/** nginx ends at once on SIGTERM; on this one it answers what it has begun. */
export const NGINX_STOP = 'SIGQUIT';

/** A static site: files that are there, or that a script of package.json makes. */
export function staticSiteStages(recipe: StaticSiteRecipe): BuildStage[] {
  const { build, port = 8080, livenessPath = '/livez', readinessPath, fallback } = recipe;
  const files: BuildStep = build
    ? { kind: 'copy', from: 'build', sources: [`/app/${recipe.root}`], target: SITE }
    : { kind: 'copy', sources: [inContext(recipe, recipe.root)], target: SITE };
  const runtime = runtimeStage(recipe, {
    about: 'What runs.',
    steps: [
      {
        kind: 'files',
        files: {
          '/etc/nginx/nginx.conf': NGINX_CONF,
          '/etc/nginx/conf.d/default.conf': siteConf({ port, livenessPath, readinessPath, fallback }),
        },
      },
      files,
    ],
    stopSignal: NGINX_STOP,
    command: NGINX_COMMAND,
  });
  if (!build) return [runtime];
  const reference = recipe.buildBase ?? buildBaseOf(ImageKind.NODE, build.nodeVersion, BaseFlavour.SLIM);
  return [scriptStage(recipe, build.packageManager, reference, build.script), runtime];
}
