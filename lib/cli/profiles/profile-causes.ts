import { availableParallelism } from 'node:os';
import type { ProfileData } from '../../model/profile-data';
import type { SettingChange } from '../../review/diff/diff-report';
import { type ObjectChange, objectChanges } from '../../review/diff/object-diff';
import { differingSettings, SETTING_MEANING } from '../../review/diff/profile-settings';
import { byCause, type CausedChanges, type Experiment } from '../../review/diff/setting-causes';
import { UsageError } from '../usage-error';
import type { ProfileRun, ShopSettings, Synthesizer } from './profile-run';

/** A profile and what it gives. */
export interface ProfileEnd extends ProfileRun {
  readonly profile: string;
}

/** Why two profiles of an app differ. */
export interface Causes {
  readonly groups: readonly CausedChanges[];
  /** Every setting that differs. */
  readonly settings: readonly SettingChange[];
  /** Settings that change no manifest. */
  readonly idle: readonly SettingChange[];
  /** Settings that the app refuses to have changed alone, at both ends. */
  readonly untried: readonly SettingChange[];
}

type Setting = keyof ProfileData;

/** One setting changed at one end; undefined changes where the app refuses it. */
interface Trial {
  readonly setting: Setting;
  readonly changes: readonly ObjectChange[] | undefined;
}

/**
 * Finds the causes by experiment: each setting that differs is changed alone, once from either end, and the app
 * synthesized. Its own name is a setting too: what an app decides by it shows when the name alone is another.
 */
export async function profileCauses(
  changes: readonly ObjectChange[],
  [before, after]: readonly [ProfileEnd, ProfileEnd],
  runs: Synthesizer,
  say: (text: string) => void,
): Promise<Causes> {
  const settings = settingsOf(before, after);
  const plans = settings.flatMap(({ setting }) => [
    () => trial(setting as Setting, before, after, runs),
    () => trial(setting as Setting, after, before, runs),
  ]);
  const trials = await inParallel(plans, (done) => say(`finding out why: ${done} of ${plans.length} tries`));
  const experiments = trials.filter((t): t is Trial & Experiment => t.changes !== undefined);
  const tried = new Set(experiments.map(({ setting }) => setting));
  const effective = new Set(experiments.filter((t) => t.changes.length > 0).map(({ setting }) => setting));
  return {
    groups: byCause(changes, experiments),
    settings,
    idle: settings.filter(({ setting }) => setting !== 'name' && tried.has(setting as Setting) && !effective.has(setting as Setting)),
    untried: settings.filter(({ setting }) => !tried.has(setting as Setting)),
  };
}

/** Changes one setting at one end to what it is at the other. */
async function trial(setting: Setting, from: ProfileEnd, to: ProfileEnd, runs: Synthesizer): Promise<Trial> {
  const name = setting === 'name';
  const given = name ? allSettings(from) : oneSetting(setting, from, to);
  try {
    const { manifests } = await runs.run(name ? to.profile : from.profile, given);
    return { setting, changes: objectChanges(from.manifests, manifests) };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { setting, changes: undefined };
  }
}

function oneSetting(setting: Setting, from: ProfileEnd, to: ProfileEnd): ShopSettings {
  return Object.fromEntries(sharedShops(from, to).map((shop) => [shop, { [setting]: to.profiles[shop]?.[setting] ?? null }]));
}

/** Every setting of an end but the name, which is what is changed. */
function allSettings({ profiles }: ProfileEnd): ShopSettings {
  const every = Object.keys(SETTING_MEANING).filter((setting) => setting !== 'name') as Setting[];
  return Object.fromEntries(
    Object.entries(profiles).map(([shop, data]) => [shop, Object.fromEntries(every.map((setting) => [setting, data[setting] ?? null]))]),
  );
}

function sharedShops(before: ProfileEnd, after: ProfileEnd): string[] {
  return Object.keys(before.profiles).filter((shop) => Object.hasOwn(after.profiles, shop));
}

function settingsOf(before: ProfileEnd, after: ProfileEnd): SettingChange[] {
  const shops = sharedShops(before, after);
  const names = new Set(shops.flatMap((shop) => differingSettings(before.profiles[shop] ?? {}, after.profiles[shop] ?? {})));
  if (before.profile !== after.profile) names.add('name');
  return (Object.keys(SETTING_MEANING) as Setting[])
    .filter((setting) => names.has(setting))
    .map((setting) => ({
      setting,
      before: setting === 'name' ? before.profile : valuesText(setting, before, shops),
      after: setting === 'name' ? after.profile : valuesText(setting, after, shops),
      meaning: SETTING_MEANING[setting],
    }));
}

/** The value; where shops of one app have several, each. */
function valuesText(setting: Setting, { profiles }: ProfileEnd, shops: readonly string[]): string {
  const values = shops.map((shop) => `${profiles[shop]?.[setting] ?? 'none'}`);
  return [...new Set(values)].length === 1 ? (values[0] ?? '') : shops.map((shop, i) => `${shop} ${values[i]}`).join(', ');
}

/** Does work on every core, and no more of it at a time. */
async function inParallel<T>(work: ReadonlyArray<() => Promise<T>>, done: (count: number) => void): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  let finished = 0;
  const one = async (): Promise<void> => {
    for (let i = next++; i < work.length; i = next++) {
      done(finished);
      const task = work[i];
      if (task) results[i] = await task();
      finished += 1;
    }
  };
  await Promise.all(Array.from({ length: Math.min(work.length, availableParallelism()) }, one));
  return results;
}
