import { exists } from '../../checks/existence';
import type { Manifest } from '../../manifests/manifest';
import { changeRule, type EffectRule, type ReviewTarget } from '../effect-rule';
import { configExample } from '../settings/config-example';
import { type ConfigReader, readersOf } from '../settings/config-readers';
import { updateOf } from '../update';
import { listed } from '../wording';

const before = configExample('ConfigMap', 'one-page');

/** A ConfigMap or Secret that is gone, or a key of it, while pods still read it. */
export const CONFIG_MISSING: EffectRule = changeRule(
  {
    id: 'config-missing',
    kind: 'rotated',
    severity: 'error',
    reason:
      'pods that run go on with what they have read, and every new one of them, after a crash or on another node, waits for what is not there',
    recipe: [
      'keep it until no pod reads it any more: first the pods, then what they read',
      'or mark the reference as optional, if they can do without it',
    ],
    before,
    after: before.slice(before.indexOf('---') + 4),
    see: ['https://kubernetes.io/docs/concepts/configuration/configmap/#using-configmaps-as-environment-variables'],
  },
  ['/ConfigMap', '/Secret'],
  function* missing(change, target) {
    const old = change.before;
    if (!old) return;
    const readers = readersOf(old, target.after).filter(({ optional }) => !optional);
    const update = updateOf(change);
    if (update) yield* missingKeys(old, update.after, readers);
    else if (readers.length > 0 && !isThere(old, target))
      yield { summary: `is gone, and ${namesOf(readers)} still ${verb(readers)} it: new pods do not start` };
  },
);

function* missingKeys(old: Manifest, fresh: Manifest, readers: readonly ConfigReader[]) {
  const has = new Set(keysOf(fresh).map(([, key]) => key));
  const asked = new Set(readers.map(({ key }) => key));
  const lost = keysOf(old).filter(([, key]) => !has.has(key) && asked.has(key));
  const keys = lost.map(([, key]) => key);
  const gone = new Set<string | undefined>(keys);
  const reading = readers.filter(({ key }) => gone.has(key));
  if (keys.length > 0)
    yield {
      fields: lost,
      summary: `${listed(keys)} ${keys.length === 1 ? 'is' : 'are'} gone, and ${namesOf(reading)} still ${verb(reading)} ${keys.length === 1 ? 'it' : 'them'}: new pods do not start`,
    };
}

/** Each key, and in which field it is. */
function keysOf({ body }: Manifest): (readonly [string, string])[] {
  return ['data', 'binaryData', 'stringData'].flatMap((field) => Object.keys(body[field] ?? {}).map((key) => [field, key] as const));
}

function isThere({ group, kind, namespace = 'default', name }: Manifest, { after, kubernetes }: ReviewTarget): boolean {
  return exists({ group, kind, namespace, name }, { manifests: after, kubernetes, settings: {} });
}

function workloads(readers: readonly ConfigReader[]): string[] {
  return [...new Set(readers.map(({ pods }) => pods.name))];
}

function namesOf(readers: readonly ConfigReader[]): string {
  return listed(workloads(readers));
}

function verb(readers: readonly ConfigReader[]): string {
  return workloads(readers).length === 1 ? 'reads' : 'read';
}
