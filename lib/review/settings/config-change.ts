import { identityOf, type Manifest } from '../../manifests/manifest';
import type { PodsView } from '../../manifests/pods';
import type { ObjectChange } from '../diff/object-diff';
import type { Impact, ReviewTarget } from '../effect-rule';
import { replacedWorkloads } from '../rollouts/replaced-workloads';
import { kubectlName } from '../rollouts/workload-pods';
import { fieldsWithin } from '../update';
import { listed } from '../wording';
import { type ConfigReader, readersOf } from './config-readers';

/** What pods do with the new content of a ConfigMap or Secret that stays under its name. */
export function contentStory(
  config: Pick<Manifest, 'kind' | 'namespace' | 'name'>,
  keys: ReadonlySet<string> | undefined,
  target: ReviewTarget,
): Pick<Impact, 'summary' | 'severity' | 'recipe'> {
  const reading = readersOf(config, target.after).filter(({ key }) => key === undefined || keys === undefined || keys.has(key));
  const groups = groupsOf(reading, target);
  const parts = [
    part(groups.stale, (who) => `${who} ${groups.stale.length === 1 ? 'keeps' : 'keep'} the old value until the pods restart`),
    part(groups.following, (who) => `files in ${who} follow within about a minute`),
    part(groups.replaced, (who) => `the pods of ${who} are replaced by this change and start with the new value`),
    part(groups.scheduled, (who) => `the next run of ${who} has the new value`),
    part(groups.once, (who) => `${who} had the old value, and has the new one when it is made anew`),
  ].filter((text) => text !== '');
  return {
    summary: parts.length === 0 ? 'no pod of these manifests reads it' : parts.join('; '),
    severity: groups.stale.length > 0 ? 'warning' : 'note',
    recipe: groups.stale.length > 0 ? [...groups.stale.map(restart), HASH] : [],
  };
}

const HASH =
  'so that the next change rolls them by itself: put a hash of the content into the name of the object, or into an annotation of the pod template';

function restart({ manifest }: PodsView): string {
  return `kubectl rollout restart ${kubectlName(manifest)}`;
}

function part(pods: readonly PodsView[], text: (who: string) => string): string {
  return pods.length === 0 ? '' : text(listed(pods.map(({ name }) => name)));
}

interface Groups {
  readonly stale: readonly PodsView[];
  readonly following: readonly PodsView[];
  readonly replaced: readonly PodsView[];
  readonly scheduled: readonly PodsView[];
  readonly once: readonly PodsView[];
}

/** Each workload once, by the one thing that is most worth knowing of it. */
function groupsOf(reading: readonly ConfigReader[], target: ReviewTarget): Groups {
  const workloads = [...new Map(reading.map(({ pods }) => [identityOf(pods.manifest), pods])).values()];
  const readAtStart = new Set(reading.filter(({ by }) => by === 'start').map(({ pods }) => pods));
  const isNew = ({ manifest }: PodsView): boolean => target.before.identified(identityOf(manifest)) === undefined;
  const isReplaced = (pods: PodsView): boolean => isNew(pods) || replacedWorkloads(target).has(identityOf(pods.manifest));
  const scheduled = workloads.filter(({ manifest: { kind } }) => kind === 'CronJob');
  // A Job that has started is not started anew; one that is new has never had another value.
  const once = workloads.filter((pods) => pods.manifest.kind === 'Job' && !isNew(pods));
  const lasting = workloads.filter(({ manifest: { kind } }) => kind !== 'CronJob' && kind !== 'Job');
  const replaced = lasting.filter(isReplaced);
  const others = lasting.filter((pods) => !isReplaced(pods));
  const stale = others.filter((pods) => readAtStart.has(pods));
  return { stale, following: others.filter((pods) => !readAtStart.has(pods)), replaced, scheduled, once };
}

const CONTENT = ['data', 'binaryData'];

/** The keys of a ConfigMap or Secret whose values differ; undefined where they are not said one by one. */
export function changedKeys(change: ObjectChange): ReadonlySet<string> | undefined {
  const fields = fieldsWithin(change, ...CONTENT);
  const keys = fields.map(([, key]) => key).filter((key) => typeof key === 'string');
  return keys.length === fields.length ? new Set(keys) : undefined;
}

/** The fields of a ConfigMap or Secret in which its content differs. */
export function contentFields(change: ObjectChange): ReturnType<typeof fieldsWithin> {
  return fieldsWithin(change, ...CONTENT);
}
