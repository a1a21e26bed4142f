import { type BaseImage, ImageKind } from '../../model/base-image';
import type { BuildStage } from '../../model/image-plan';
import type { ImageRecipe } from '../../model/image-recipe';
import { baseFor } from '../../policy/images/default-bases';
import { dotnetStages } from '../../policy/images/dotnet-image';
import { genericStages } from '../../policy/images/generic-image';
import { goStages } from '../../policy/images/go-image';
import { javaStages } from '../../policy/images/java-image';
import { nodeStages } from '../../policy/images/node-image';
import { phpStages } from '../../policy/images/php-image';
import { pythonStages } from '../../policy/images/python-image';
import { rubyStages } from '../../policy/images/ruby-image';
import { staticSiteStages } from '../../policy/images/static-site-image';
import type { ShopImageProps } from './image-props';
import {
  type DotnetImageProps,
  type GenericImageProps,
  type GoImageProps,
  JavaBuildTool,
  type JavaImageProps,
  type NodeImageProps,
  type PhpImageProps,
  type PythonImageProps,
  type RubyImageProps,
  type StaticSiteImageProps,
} from './kind-props';
import { NodePackageManager, PythonInstaller } from './package-managers';
import type { RecipeWords } from './recipe-words';

/** What a kind makes of its props: what the rules have to look at, and the stages once the base is known. */
export interface RecipeDraft {
  readonly kind: ImageKind;
  readonly props: ShopImageProps;
  readonly words: Partial<RecipeWords>;
  readonly stages: (recipe: ImageRecipe) => readonly BuildStage[];
}

/** Where a program says that it may get traffic, unless its props say otherwise; the same as that of a web tier. */
export const READINESS_PATH = '/readyz';

const versionOf = (tool: { readonly version?: string }) => (tool.version === undefined ? [] : [tool.version]);

export function staticSiteDraft(props: StaticSiteImageProps): RecipeDraft {
  const { buildStage: build, root = build ? 'dist' : 'public', fallback, readinessPath = READINESS_PATH } = props;
  const packageManager = (build?.packageManager ?? NodePackageManager.npm())._packages;
  const { script = 'build', nodeVersion = '24' } = build ?? {};
  const shell = [
    script,
    nodeVersion,
    ...(fallback === undefined ? [] : [fallback]),
    ...versionOf({ version: undefined, ...packageManager }),
  ];
  return {
    kind: ImageKind.STATIC_SITE,
    props,
    words: { inContext: [root], shell },
    stages: (recipe) =>
      staticSiteStages({ ...recipe, root, fallback, readinessPath, build: build && { script, nodeVersion, packageManager } }),
  };
}

export function nodeDraft(props: NodeImageProps): RecipeDraft {
  const { entry, buildScript, files = buildScript === undefined ? ['.'] : ['dist'] } = props;
  const packageManager = (props.packageManager ?? NodePackageManager.npm())._packages;
  const shell = [...(buildScript === undefined ? [] : [buildScript]), ...versionOf({ version: undefined, ...packageManager })];
  return {
    kind: ImageKind.NODE,
    props,
    words: { inContext: [entry, ...files], shell, lists: [files] },
    stages: (recipe) => nodeStages({ ...recipe, entry, buildScript, files, packageManager }),
  };
}

export function pythonDraft(props: PythonImageProps): RecipeDraft {
  const { module, args = [], files = ['.'] } = props;
  const packages = (props.installer ?? PythonInstaller.pip())._packages;
  const own =
    packages.tool === 'pip' ? { inContext: [packages.file], shell: [module] } : { inContext: [], shell: [module, packages.version] };
  return {
    kind: ImageKind.PYTHON,
    props,
    words: { inContext: [...own.inContext, ...files], shell: own.shell, lists: [files] },
    stages: (recipe) => pythonStages({ ...recipe, module, args, files, packages }),
  };
}

export function javaDraft(props: JavaImageProps): RecipeDraft {
  const { jar, tool = JavaBuildTool.MAVEN, jvmFlags = [] } = props;
  return {
    kind: ImageKind.JAVA,
    props,
    words: { inContext: [jar] },
    stages: (recipe) => javaStages({ ...recipe, jar, tool, jvmFlags }),
  };
}

export function goDraft(props: GoImageProps): RecipeDraft {
  const { packages = ['.'], vendored = false } = props;
  return {
    kind: ImageKind.GO,
    props,
    words: { inContext: packages, lists: [packages] },
    stages: (recipe) => goStages({ ...recipe, packages, vendored }),
  };
}

export function dotnetDraft(props: DotnetImageProps): RecipeDraft {
  const { project } = props;
  return { kind: ImageKind.DOTNET, props, words: { inContext: [project] }, stages: (recipe) => dotnetStages({ ...recipe, project }) };
}

export function phpDraft(props: PhpImageProps, nginxImage: string): RecipeDraft {
  const { publicFolder = 'public', extensions = [], readinessPath = READINESS_PATH } = props;
  return {
    kind: ImageKind.PHP,
    props,
    words: { inContext: [publicFolder], shell: extensions, references: [nginxImage] },
    stages: (recipe) => phpStages({ ...recipe, nginx: nginxBase(recipe.base), nginxImage, publicFolder, extensions, readinessPath }),
  };
}

/** nginx on the system that PHP is on, so that the two share its layers. */
function nginxBase(base: BaseImage): BaseImage {
  return baseFor(ImageKind.STATIC_SITE, undefined, base.flavour) ?? base;
}

export function rubyDraft(props: RubyImageProps): RecipeDraft {
  const { command } = props;
  return { kind: ImageKind.RUBY, props, words: { lists: [command] }, stages: (recipe) => rubyStages({ ...recipe, command }) };
}

export function genericDraft(props: GenericImageProps): RecipeDraft {
  const { command, files = {}, buildStage: build } = props;
  const outputs = Object.entries(build?.outputs ?? {});
  return {
    kind: ImageKind.GENERIC,
    props,
    words: {
      inContext: Object.keys(files),
      inImage: [...Object.values(files), ...outputs.flat(), ...(build?.caches ?? [])],
      lists: [command, ...(build ? [build.commands] : [])],
      references: build ? [build.base] : [],
    },
    stages: (recipe) => genericStages({ ...recipe, command, files, build: build && { ...build, caches: build.caches ?? [] } }),
  };
}
