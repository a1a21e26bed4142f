import type { JsonObject } from '../../lib/manifests/json';
import { synthesized } from '../support/synthesized';

/** Fields in which the audited form of a shop may differ from its production form: what docs/production-findings.md lists. */
const KNOBS = [
  /\.resources\.limits\.cpu$/,
  /\.imagePullPolicy$/,
  /\.image$/,
  /\.(runAsUser|runAsGroup|fsGroup)$/,
  /^ResourceQuota\/shop\.spec\.hard\.limits\.cpu$/,
  /^LimitRange\/shop\.spec\.limits\.0\.default\.cpu$/,
];

function leaves(value: unknown, path: string, found = new Map<string, unknown>()): Map<string, unknown> {
  if (typeof value === 'object' && value !== null) for (const [key, v] of Object.entries(value)) leaves(v, `${path}.${key}`, found);
  else found.set(path, value);
  return found;
}

function allLeaves(manifests: readonly JsonObject[]): Map<string, unknown> {
  return new Map(manifests.flatMap((m) => [...leaves(m, `${m.kind}/${(m.metadata as JsonObject).name}`)]));
}

test.each(['main.ts', 'examples/online-boutique/main.ts'])(
  'the audited form of %s differs from the production form by what only auditing tools ask, and by all of that',
  async (main) => {
    const [production, audited] = await Promise.all(
      ['production', 'audited'].map(async (profile) => allLeaves(await synthesized(main, { SHOP_PROFILE: profile }))),
    );
    const paths = [...new Set([...production, ...audited].map(([path]) => path))].filter(
      (path) => production.get(path) !== audited.get(path),
    );
    expect(paths.filter((path) => !KNOBS.some((knob) => knob.test(path)))).toEqual([]);
    expect(KNOBS.filter((knob) => !paths.some((path) => knob.test(path)))).toEqual([]);
  },
  60_000,
);
