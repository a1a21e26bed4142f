import type { BuildStage } from '../../model/image-plan';
import type { PhpRecipe } from '../../model/image-recipe';
import { buildStage, inContext, mounts } from './build-stage';
import { withTiming } from './health-question';
import { FASTCGI_PORT, fpmConf, NGINX_CONF, phpConf } from './nginx-conf';
import { runtimeStage } from './runtime-stage';
import { NGINX_COMMAND, NGINX_STOP } from './static-site-image';

/** Names of the stages that become images. */
export const FPM_STAGE = 'fpm';
export const WEB_STAGE = 'web';

/** PHP: packages, the process manager, and an nginx with the public files, the two as images of their own. */
export function phpStages(recipe: PhpRecipe): BuildStage[] {
  return [dependencies(recipe), fpm(recipe), web(recipe)];
}

/** Whether PHP's process manager takes connections; it answers requests of FastCGI alone. */
export function fpmQuestion(): readonly string[] {
  return ['php', '-r', `exit(@fsockopen('127.0.0.1', ${FASTCGI_PORT}) ? 0 : 1);`];
}

function dependencies(recipe: PhpRecipe): BuildStage {
  // What the lock file asks of PHP is asked of the image that runs it, not of Composer's own.
  const install = 'composer install --no-dev --no-interaction --no-progress --no-scripts --no-autoloader --ignore-platform-reqs';
  return buildStage(recipe, 'dependencies', recipe.buildBase ?? 'composer:2', 'Packages of production alone.', [
    { kind: 'workdir', path: '/app' },
    { kind: 'copy', sources: ['composer.json', 'composer.lock'].map((file) => inContext(recipe, file)), target: './' },
    { kind: 'run', commands: [install], mounts: mounts(recipe, ['/tmp/cache'], '/tmp/auth.json') },
    { kind: 'copy', sources: [inContext(recipe, '.')], target: './' },
    { kind: 'run', commands: ['composer dump-autoload --no-dev --classmap-authoritative'] },
  ]);
}

/**
 * PHP as it should be where the public is: without a php.ini, which its image leaves to the user, it shows errors to
 * everybody and logs none.
 * @see https://github.com/docker-library/docs/tree/master/php#configuration
 */
const PRODUCTION_INI = 'cp "$PHP_INI_DIR/php.ini-production" "$PHP_INI_DIR/php.ini"';

/** What that file says otherwise: it names PHP's version in every answer, and keeps what pods are told out of `$_ENV`. */
const SHOP_INI: readonly string[] = ['expose_php = Off', 'variables_order = EGPCS'];

function fpm(recipe: PhpRecipe): BuildStage {
  const { extensions, readinessPath } = recipe;
  const extend = extensions.length > 0 ? [`docker-php-ext-install ${extensions.join(' ')}`] : [];
  return runtimeStage(recipe, {
    name: FPM_STAGE,
    about: 'What runs PHP: an image of its own.',
    steps: [
      { kind: 'workdir', path: '/app' },
      { kind: 'run', commands: [...extend, PRODUCTION_INI] },
      { kind: 'copy', from: 'dependencies', sources: ['/app'], target: './' },
      // After the files of the image, which it has to overrule.
      {
        kind: 'files',
        files: { '/usr/local/etc/php-fpm.d/zz-shop.conf': fpmConf(readinessPath), '/usr/local/etc/php/conf.d/zz-shop.ini': SHOP_INI },
      },
    ],
    port: FASTCGI_PORT,
    ask: withTiming(recipe.healthcheck ?? fpmQuestion()),
    // As for nginx: what has begun is finished.
    stopSignal: 'SIGQUIT',
    command: ['php-fpm', '--nodaemonize'],
  });
}

function web(recipe: PhpRecipe): BuildStage {
  const { nginx, port = 8080, livenessPath = '/livez', readinessPath, publicFolder } = recipe;
  const folder = `/app/${publicFolder}`;
  return runtimeStage(
    // What the recipe says of PHP is nothing that nginx is or does.
    { ...recipe, base: nginx, runtimeBase: undefined, healthcheck: undefined, stopSignal: undefined, env: {} },
    {
      name: WEB_STAGE,
      about: 'What answers, and hands on to PHP what no file answers.',
      steps: [
        {
          kind: 'files',
          files: {
            '/etc/nginx/nginx.conf': NGINX_CONF,
            '/etc/nginx/conf.d/default.conf': phpConf({ port, livenessPath, readinessPath }, folder),
          },
        },
        { kind: 'copy', from: 'dependencies', sources: [folder], target: folder },
      ],
      stopSignal: NGINX_STOP,
      command: NGINX_COMMAND,
    },
  );
}
