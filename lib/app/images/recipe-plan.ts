import { PortProtocol } from '../../constructs/workload-props';
import type { BaseImage } from '../../model/base-image';
import type { BuildTarget, ImagePlan } from '../../model/image-plan';
import type { ImageRecipe } from '../../model/image-recipe';
import { baseFor } from '../../policy/images/default-bases';
import { ignoredFiles } from '../../policy/images/ignored-files';
import { DEFAULT_USER } from '../../policy/security';
import type { RecipeDraft } from './recipe-drafts';

/** Where a program says that it lives, unless its props say otherwise; the same as that of a web tier. */
const LIVENESS_PATH = '/livez';

/** Port of programs that name none: above those of root. */
const PORT = 8080;

/** The recipe of an image with all that its props leave out; undefined where the catalogue has no such base. */
export function recipeOf(name: string, { kind, props }: RecipeDraft): ImageRecipe | undefined {
  const base = baseFor(kind, props.version, props.flavour);
  return base && decided(name, base, props, kind);
}

function decided(name: string, base: BaseImage, props: RecipeDraft['props'], kind: RecipeDraft['kind']): ImageRecipe {
  const directory = props.directory === undefined || props.directory === '.' ? '' : props.directory;
  const speaksHttp = (props.protocol ?? PortProtocol.HTTP) === PortProtocol.HTTP;
  return {
    name,
    image: props.image,
    version: base.version,
    base,
    runtimeBase: props.base,
    buildBase: props.buildBase,
    baseDigests: props.baseDigests ?? {},
    context: props.context ?? '.',
    directory,
    uid: props.user?.uid ?? DEFAULT_USER,
    gid: props.user?.gid ?? props.user?.uid ?? DEFAULT_USER,
    port: props.listens === false ? undefined : (props.port ?? PORT),
    livenessPath: speaksHttp ? (props.livenessPath ?? LIVENESS_PATH) : undefined,
    healthcheck: props.healthcheck,
    stopSignal: props.stopSignal,
    env: props.env ?? {},
    labels: props.labels ?? {},
    buildArgs: props.buildArgs ?? {},
    secrets: props.secrets ?? [],
    writablePaths: (props.writablePaths ?? []).map(({ path }) => path),
    ignored: ignoredFiles(kind, directory, props.ignore ?? []),
  };
}

/** How the image is built. The last stage is the image; where several are, each is a target of its own. */
export function planOf(recipe: ImageRecipe, draft: RecipeDraft, targets: readonly BuildTarget[] = []): ImagePlan {
  const stages = draft.stages(recipe);
  const last = stages.at(-1)?.name ?? '';
  return {
    name: recipe.name,
    stages,
    targets: targets.length > 0 ? targets : [{ stage: last, image: recipe.image, port: recipe.port }],
    context: recipe.context,
    secrets: recipe.secrets.map(({ id }) => id),
    ignored: recipe.ignored,
    writablePaths: recipe.writablePaths,
  };
}
