import type { ImageKind } from '../../model/base-image';
import type { BuildStep, ImagePlan } from '../../model/image-plan';
import type { ShopImageProps } from './image-props';

/** What a recipe says, sorted by what each text may be. */
export interface RecipeWords {
  /** Paths of files in the context, relative to it or to the folder of the program. */
  readonly inContext: readonly string[];
  /** Paths in the image. */
  readonly inImage: readonly string[];
  /** Words of commands that a shell of the build reads. */
  readonly shell: readonly string[];
  /** Lists that have to have an entry. */
  readonly lists: ReadonlyArray<readonly string[]>;
  /** References of images, of which each has to have a tag. */
  readonly references: readonly string[];
}

/** What is given to the rules of a recipe. */
export interface RecipeInput {
  readonly name: string;
  readonly kind: ImageKind;
  readonly props: ShopImageProps;
  readonly words: RecipeWords;
  /** Left out where the catalogue has no such base. */
  readonly plan?: ImagePlan;
}

/** The same of what every kind of image says. */
export function commonWords(props: ShopImageProps): RecipeWords {
  const given = (...texts: ReadonlyArray<string | undefined>) => texts.filter((text) => text !== undefined);
  return {
    inContext: given(props.directory),
    inImage: [...(props.writablePaths ?? []).map(({ path }) => path), ...(props.secrets ?? []).flatMap(({ path }) => given(path))],
    shell: [
      ...(props.secrets ?? []).map(({ id }) => id),
      ...given(props.context, props.stopSignal, props.livenessPath, props.readinessPath),
    ],
    lists: props.healthcheck ? [props.healthcheck] : [],
    references: given(props.image, props.base, props.buildBase),
  };
}

/** Two sets of words together. */
export function bothWords(a: RecipeWords, b: Partial<RecipeWords>): RecipeWords {
  return {
    inContext: [...a.inContext, ...(b.inContext ?? [])],
    inImage: [...a.inImage, ...(b.inImage ?? [])],
    shell: [...a.shell, ...(b.shell ?? [])],
    lists: [...a.lists, ...(b.lists ?? [])],
    references: [...a.references, ...(b.references ?? [])],
  };
}

/** Every text that stands in quotes, in the Dockerfile or in a list of words. */
export function quotedTexts({ props, words, plan }: RecipeInput): string[] {
  const steps = plan?.stages.flatMap((stage) => stage.steps) ?? [];
  const commands = steps.flatMap((step: BuildStep) => (step.kind === 'entrypoint' ? step.command : []));
  const values = [props.env, props.labels, props.buildArgs].flatMap((texts) => Object.values(texts ?? {}));
  return [...new Set([...values, ...words.lists.flat(), ...commands, ...(props.ignore ?? [])])];
}
