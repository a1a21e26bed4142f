import { IMAGE_RULES } from '../../constructs/image-rules';
import type { ShopJobProps } from '../../constructs/shop-job';
import type { ShopWebTierProps } from '../../constructs/shop-web-tier';
import type { ShopWorkerProps } from '../../constructs/shop-worker';
import { refuse } from '../../core/shop-error';
import { basesOf, type ImagePlan } from '../../model/image-plan';
import { PROFILES } from '../../model/profile-data';
import { dockerfile } from '../../writers/dockerfile';
import { dockerignore } from '../../writers/dockerignore';
import { type BaseComparison, comparison } from './base-comparison';
import { type RunFacts, refuseSilent, runFacts, workloadOf } from './image-workloads';
import type {
  DotnetImageProps,
  GenericImageProps,
  GoImageProps,
  JavaImageProps,
  NodeImageProps,
  PhpImageProps,
  PythonImageProps,
  RubyImageProps,
  StaticSiteImageProps,
} from './kind-props';
import { nginxImageOf, phpTargets } from './php-pair';
import * as drafts from './recipe-drafts';
import { planOf, recipeOf } from './recipe-plan';
import { RECIPE_RULES } from './recipe-rules';
import { bothWords, commonWords } from './recipe-words';

/**
 * An image of the shop: how it is built, and what its workload has to know of it. A Dockerfile and the manifests are two
 * readings of one recipe, so that port, user, writable directories, health paths and stop signal are said once.
 *
 * `artifacts: { images: [orders] }` of a `ShopApp` writes the Dockerfile; `...orders.webTier()` in the props of a
 * component gives it the rest.
 */
export class ShopImage {
  /**
   * Files that nginx serves, as they are or built by a script of package.json.
   *
   * @param name name of the image: its folder below the artifacts
   * @param props what it is made of
   */
  public static staticSite(name: string, props: StaticSiteImageProps): ShopImage {
    return new ShopImage(name, drafts.staticSiteDraft(props));
  }

  /**
   * A program for Node.
   *
   * @param name name of the image: its folder below the artifacts
   * @param props what it is made of
   */
  public static node(name: string, props: NodeImageProps): ShopImage {
    return new ShopImage(name, drafts.nodeDraft(props));
  }

  /**
   * A program for Python.
   *
   * @param name name of the image: its folder below the artifacts
   * @param props what it is made of
   */
  public static python(name: string, props: PythonImageProps): ShopImage {
    return new ShopImage(name, drafts.pythonDraft(props));
  }

  /**
   * A jar, built by Maven or Gradle.
   *
   * @param name name of the image: its folder below the artifacts
   * @param props what it is made of
   */
  public static java(name: string, props: JavaImageProps): ShopImage {
    return new ShopImage(name, drafts.javaDraft(props));
  }

  /**
   * Static programs of Go.
   *
   * @param name name of the image: its folder below the artifacts
   * @param props what it is made of
   */
  public static go(name: string, props: GoImageProps): ShopImage {
    return new ShopImage(name, drafts.goDraft(props));
  }

  /**
   * A project of .NET.
   *
   * @param name name of the image: its folder below the artifacts
   * @param props what it is made of
   */
  public static dotnet(name: string, props: DotnetImageProps): ShopImage {
    return new ShopImage(name, drafts.dotnetDraft(props));
  }

  /**
   * PHP behind nginx: two images of one Dockerfile, which run in one pod.
   *
   * @param name name of the image: its folder below the artifacts
   * @param props what it is made of
   */
  public static php(name: string, props: PhpImageProps): ShopImage {
    return new ShopImage(name, drafts.phpDraft(props, nginxImageOf(props)), nginxImageOf(props));
  }

  /**
   * A program for Ruby.
   *
   * @param name name of the image: its folder below the artifacts
   * @param props what it is made of
   */
  public static ruby(name: string, props: RubyImageProps): ShopImage {
    return new ShopImage(name, drafts.rubyDraft(props));
  }

  /**
   * Anything else.
   *
   * @param name name of the image: its folder below the artifacts
   * @param props what it is made of
   */
  public static generic(name: string, props: GenericImageProps): ShopImage {
    return new ShopImage(name, drafts.genericDraft(props));
  }

  /**
   * The bases that a recipe may choose, as a table: size, libc, shell, package manager, user, upkeep, and what each costs
   * in pull time when the shop scales out.
   *
   * @param options which bases, and for which scale-out
   */
  public static compare(options: BaseComparison = {}): string {
    return comparison(options);
  }

  /** Name of the image. */
  public readonly name: string;
  /** Reference under which it is pushed and run. */
  public readonly reference: string;
  /** References of the images that its build begins with, each once, without digests: what `images.lock.json` has to hold. */
  public readonly baseImages: string[];

  /** @internal */
  public readonly _plan: ImagePlan;
  private readonly facts: RunFacts;

  private constructor(name: string, draft: drafts.RecipeDraft, nginxImage?: string) {
    const { kind, props } = draft;
    const words = bothWords(commonWords(props), draft.words);
    const recipe = recipeOf(name, draft);
    const plan = recipe && planOf(recipe, draft, nginxImage === undefined ? [] : phpTargets(recipe, nginxImage));
    const input = { name, kind, props, words, plan, images: words.references, profile: { ...PROFILES.development, requireTags: true } };
    refuse(`ShopImage/${name}`, input, IMAGE_RULES, RECIPE_RULES);
    if (!recipe || !plan) throw new Error('unreachable: a recipe without a base is refused');
    this.name = name;
    this.reference = props.image;
    this._plan = plan;
    this.baseImages = [...new Set(basesOf(plan).map(({ reference }) => reference))];
    this.facts = runFacts(recipe, props, nginxImage);
  }

  /** Text of the Dockerfile, as the artifacts have it. */
  public get dockerfile(): string {
    return dockerfile(this._plan, 'artifacts/images');
  }

  /** Text of the Dockerfile.dockerignore beside it. */
  public get dockerignore(): string {
    return dockerignore(this._plan);
  }

  /** What a `ShopWebTier` has to know of the image; spread it, and say the rest. */
  public webTier(): ShopWebTierProps {
    return refuseSilent(this.name, this.facts);
  }

  /** What a `ShopWorker` has to know of the image; spread it, and say the rest. */
  public worker(): ShopWorkerProps {
    const { port, readiness, liveness } = this.facts;
    return { ...workloadOf(this.facts), ...(port !== undefined && { port, readiness, liveness }) };
  }

  /** What a `ShopJob` has to know of the image; spread it, and say the rest, such as its command. */
  public job(): ShopJobProps {
    return workloadOf(this.facts);
  }
}
