import { parseImage } from '../../core/image-reference';
import type { BuildStage, BuildStep, HealthQuestion } from '../../model/image-plan';
import type { ImageRecipe } from '../../model/image-recipe';
import { stageBase } from './build-bases';
import { healthQuestion } from './health-question';

/** What the stage that runs has of its own, beside what every image has. */
export interface RuntimeStage {
  readonly name?: string;
  readonly about: string;
  readonly reference?: string;
  readonly steps: readonly BuildStep[];
  readonly env?: Readonly<Record<string, string>>;
  readonly port?: number;
  readonly ask?: HealthQuestion;
  readonly stopSignal: string;
  readonly command: readonly string[];
}

/**
 * The stage that becomes the image. What it copies stays root's, so that the program cannot change itself; only then comes
 * the user, in numbers, for `runAsNonRoot` cannot judge a name. What changes with every build comes last, after what is
 * cached.
 */
export function runtimeStage(recipe: ImageRecipe, stage: RuntimeStage): BuildStage {
  const port = stage.port ?? recipe.port;
  const base = stageBase(stage.reference ?? recipe.runtimeBase ?? recipe.base.reference, recipe.baseDigests);
  const ask = stage.ask ?? healthQuestion(recipe);
  const env = { ...stage.env, ...recipe.env };
  return {
    name: stage.name ?? 'runtime',
    base,
    about: stage.about,
    steps: [
      ...(Object.keys(env).length > 0 ? [{ kind: 'env' as const, values: env }] : []),
      ...stage.steps,
      { kind: 'arg', name: 'REVISION' },
      {
        kind: 'label',
        values: labelsOf(recipe, base.reference, base.digest),
        fromArgs: { 'org.opencontainers.image.revision': 'REVISION' },
      },
      { kind: 'user', uid: recipe.uid, gid: recipe.gid },
      ...(port === undefined ? [] : [{ kind: 'expose' as const, port }]),
      { kind: 'stopsignal', signal: recipe.stopSignal ?? stage.stopSignal },
      ...healthSteps(recipe, ask),
      { kind: 'entrypoint', command: stage.command },
    ],
  };
}

function healthSteps(recipe: ImageRecipe, ask: HealthQuestion | undefined): BuildStep[] {
  return ask ? [{ kind: 'healthcheck', ask }] : [{ kind: 'note', text: whyNotAsked(recipe) }, { kind: 'healthcheck' }];
}

function whyNotAsked({ port, livenessPath }: ImageRecipe): string {
  if (port === undefined) return 'Nobody calls it, so that there is nothing to ask: it is watched by its exit code.';
  if (livenessPath === undefined)
    return 'What listens speaks no HTTP, and nothing in the image asks otherwise; Kubernetes asks from outside.';
  return 'Nothing in this image could ask: it has no shell and no client. Kubernetes asks from outside.';
}

/**
 * The labels of the OCI that can be known before a build; the revision is an argument of it.
 * @see https://github.com/opencontainers/image-spec/blob/main/annotations.md
 */
function labelsOf(recipe: ImageRecipe, base: string, digest: string | undefined): Record<string, string> {
  const { tag } = parseImage(recipe.image) ?? {};
  return {
    'org.opencontainers.image.title': recipe.name,
    ...(tag !== undefined && { 'org.opencontainers.image.version': tag }),
    ...(base !== 'scratch' && { 'org.opencontainers.image.base.name': base }),
    ...(digest !== undefined && { 'org.opencontainers.image.base.digest': digest }),
    ...recipe.labels,
  };
}
