import type { BuildMount, BuildStage, BuildStep, CacheMount } from '../../model/image-plan';
import type { ImageRecipe } from '../../model/image-recipe';
import { stageBase } from './build-bases';

/** A stage that nothing of stays but what later ones copy; it has the build's arguments, which the image has not. */
export function buildStage(recipe: ImageRecipe, name: string, reference: string, about: string, steps: readonly BuildStep[]): BuildStage {
  const args = Object.entries(recipe.buildArgs).map(([arg, value]) => ({ kind: 'arg' as const, name: arg, value }));
  return { name, base: stageBase(reference, recipe.baseDigests), about, steps: [...args, ...steps] };
}

/** A path of the program's folder, as the context has it. */
export function inContext({ directory }: ImageRecipe, path: string): string {
  const parts = [directory, path].filter((part) => part !== '' && part !== '.');
  return parts.length === 0 ? '.' : parts.join('/');
}

/** Files and folders of the program, each to where it is in its folder. */
export function copyFiles(recipe: ImageRecipe, files: readonly string[]): BuildStep[] {
  return files.map((file) => ({ kind: 'copy', sources: [inContext(recipe, file)], target: targetOf(file) }));
}

/** The same out of another stage, which has the program below `/app`. */
export function copyBuilt(from: string, files: readonly string[]): BuildStep[] {
  return files.map((file) => ({ kind: 'copy', from, sources: [file === '.' ? '/app' : `/app/${file}`], target: targetOf(file) }));
}

function targetOf(file: string): string {
  return file === '.' ? './' : `./${file}`;
}

/** Downloads that outlive the build, and the logins that it is given. */
export function mounts({ secrets }: ImageRecipe, caches: readonly (string | CacheMount)[], loginFile: string): BuildMount[] {
  return [
    ...caches.map((cache) => (typeof cache === 'string' ? { kind: 'cache' as const, target: cache } : cache)),
    ...secrets.map(({ id, path }) => ({ kind: 'secret' as const, id, target: path ?? loginFile })),
  ];
}
