import { lockedName } from '../../model/image-lock-data';
import type { ImagePlan } from '../../model/image-plan';
import type { ComposeService } from './compose-service';
import { composeText } from './parts';

/** How an image is built where nobody has pushed it, as Compose says it. */
interface LocalBuild {
  readonly context: string;
  readonly dockerfile: string;
  readonly target?: string;
}

/** How images are built on this machine, by their references without digests. */
export type LocalBuilds = ReadonlyMap<string, LocalBuild>;

/**
 * The builds that Compose can do by itself. One that needs a secret wants a file of the user's, and from above the project,
 * where a context or the artifacts may lie, there is no known way back: these are left to the command in the head of the
 * Dockerfile.
 *
 * @param artifacts folder of the artifacts, as it is written from the project's own
 * @param compose folder of compose.yaml, in the same way
 */
export function localBuilds(plans: readonly ImagePlan[], artifacts: string, compose: string): LocalBuilds {
  if (partsOf(compose).includes('..')) return new Map();
  const project = wayUp(compose);
  const builds = plans.flatMap(({ name, targets, context, secrets }) => {
    if (secrets.length > 0 || partsOf(context).includes('..')) return [];
    const dockerfile = `${wayUp(context)}${artifacts}/images/${name}/Dockerfile`;
    const build = { context: `${project}${partsOf(context).join('/')}`, dockerfile };
    return targets.map(({ stage, image }) => [lockedName(image), { ...build, ...(targets.length > 1 && { target: stage }) }] as const);
  });
  return new Map(builds);
}

/**
 * What the override adds to a service whose image is built here: as somebody says for it, or as its recipe does.
 *
 * @param own folder with a Dockerfile of one's own
 */
export function builtHere({ image }: ComposeService, own: string | undefined, builds: LocalBuilds): object {
  const named = lockedName(String(image));
  const build = own === undefined ? builds.get(named) : { context: composeText(own) };
  // A digest is that of what was pushed, and nothing can be built under one.
  return build ? { build, ...(named !== image && { image: named }) } : {};
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}

function wayUp(path: string): string {
  return '../'.repeat(partsOf(path).length);
}
