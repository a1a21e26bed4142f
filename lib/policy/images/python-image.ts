import { ImageKind } from '../../model/base-image';
import type { BuildStage, BuildStep, CacheMount } from '../../model/image-plan';
import type { PythonRecipe } from '../../model/image-recipe';
import { buildBaseOf } from './build-bases';
import { buildStage, copyFiles, inContext, mounts } from './build-stage';
import { VENV_PYTHON } from './health-question';
import { runtimeStage } from './runtime-stage';

/** Python: packages in a virtual environment of their own, which the image takes as it is. */
export function pythonStages(recipe: PythonRecipe): BuildStage[] {
  const reference = recipe.buildBase ?? buildBaseOf(ImageKind.PYTHON, recipe.version, recipe.base.flavour);
  const { packages } = recipe;
  const runtime = runtimeStage(recipe, {
    about: 'What runs.',
    // Logs at once; no bytecode, which a read-only root could not take.
    env: { PYTHONUNBUFFERED: '1', PYTHONDONTWRITEBYTECODE: '1', PATH: '/app/.venv/bin:/usr/local/bin:/usr/bin:/bin' },
    steps: [
      { kind: 'workdir', path: '/app' },
      { kind: 'copy', from: 'dependencies', sources: ['/app/.venv'], target: './.venv' },
      ...copyFiles(recipe, recipe.files),
    ],
    stopSignal: 'SIGTERM',
    command: [VENV_PYTHON, '-m', recipe.module, ...recipe.args],
  });
  if (packages.tool === 'pip') {
    return [
      buildStage(recipe, 'dependencies', reference, 'Packages, in an environment of their own.', byPip(recipe, packages.file)),
      runtime,
    ];
  }
  const uv = buildStage(recipe, 'uv', `ghcr.io/astral-sh/uv:${packages.version}`, 'The program that installs.', []);
  return [uv, buildStage(recipe, 'dependencies', reference, 'Packages, in an environment of their own.', byUv(recipe)), runtime];
}

/**
 * Wheels that were compiled on the spot are kept too, under a name that does not say for which libc: Alpine has a cache of
 * its own.
 * @see https://packaging.python.org/en/latest/specifications/platform-compatibility-tags/ linux_x86_64 and the like
 */
function cache({ base }: PythonRecipe, tool: string): CacheMount {
  const target = `/root/.cache/${tool}`;
  return { kind: 'cache', target, ...(base.libc === 'musl' && { id: `${target}-musl` }) };
}

/** Every package at the hash that the file tells; pip itself stays outside of the environment. */
function byPip(recipe: PythonRecipe, file: string): BuildStep[] {
  return [
    { kind: 'workdir', path: '/app' },
    { kind: 'copy', sources: [inContext(recipe, file)], target: './requirements.txt' },
    {
      kind: 'run',
      commands: [
        'python -m venv --without-pip .venv',
        'python -m pip --python .venv/bin/python install --disable-pip-version-check --require-hashes --requirement requirements.txt',
      ],
      mounts: mounts(recipe, [cache(recipe, 'pip')], '/root/.config/pip/pip.conf'),
    },
  ];
}

function byUv(recipe: PythonRecipe): BuildStep[] {
  return [
    { kind: 'copy', from: 'uv', sources: ['/uv'], target: '/usr/local/bin/uv' },
    { kind: 'workdir', path: '/app' },
    { kind: 'env', values: { UV_LINK_MODE: 'copy', UV_COMPILE_BYTECODE: '1', UV_PYTHON_DOWNLOADS: 'never' } },
    { kind: 'copy', sources: ['pyproject.toml', 'uv.lock'].map((file) => inContext(recipe, file)), target: './' },
    {
      kind: 'run',
      commands: ['uv sync --locked --no-dev --no-install-project'],
      mounts: mounts(recipe, [cache(recipe, 'uv')], '/root/.netrc'),
    },
  ];
}
