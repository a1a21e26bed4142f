import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProfileRun, Synthesizer } from '../../lib/cli/profiles/profile-run';
import { UsageError } from '../../lib/cli/usage-error';
import type { ProfileData } from '../../lib/model/profile-data';
import { inputFiles } from '../../lib/reading/input-files';
import { readManifests } from '../../lib/reading/read';

const EXPERIMENT = Symbol.for('cdk8s-shop.profile-experiment');

/** Synthesizes an app in the test's own process, as preload/profile-experiment.js does it in one of its own. */
export function inProcess(synthesize: (profile: string, outdir: string) => void): Synthesizer {
  return {
    run: async (profile, settings = {}): Promise<ProfileRun> => {
      const outdir = mkdtempSync(join(tmpdir(), 'in-process-'));
      const profiles: Record<string, ProfileData> = {};
      const world = globalThis as Record<symbol, unknown>;
      world[EXPERIMENT] = (shop: string, own: ProfileData) => {
        profiles[shop] = own;
        const given = Object.entries(settings[shop] ?? {}).map(([setting, value]) => [setting, value ?? undefined]);
        return { ...own, ...Object.fromEntries(given) };
      };
      try {
        synthesize(profile, outdir);
        return { manifests: readManifests(inputFiles([outdir])).manifests, profiles };
      } catch (error) {
        throw new UsageError((error as Error).message);
      } finally {
        delete world[EXPERIMENT];
        rmSync(outdir, { recursive: true });
      }
    },
  };
}
