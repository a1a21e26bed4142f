import { ShopApp, ShopProfile } from '../../lib';
import { type DiffEnd, diffWithCauses } from '../../lib/cli/profiles/profile-diff';
import type { Synthesizer } from '../../lib/cli/profiles/profile-run';
import { Stopped } from '../../lib/cli/usage-error';
import type { Diff } from '../../lib/review/diff/diff-report';
import { fieldStepsText } from '../../lib/review/diff/field-diff';
import { makeShop } from '../../templates/shop/shop';
import { inProcess } from '../support/in-process-runs';

type Profiles = Readonly<Record<string, ShopProfile>>;

/** The shop of the template, by profiles of the test's own. */
const shopOf = (profiles: Profiles): Synthesizer =>
  inProcess((name, outdir) => {
    const app = new ShopApp({ outdir });
    makeShop(app, profiles[name] ?? ShopProfile.named(name));
    app.synth();
  });

async function diffOf(before: string, after: string, runs: Synthesizer): Promise<Diff> {
  const end = async (profile: string): Promise<DiffEnd> => {
    const run = await runs.run(profile);
    return { name: profile, manifests: run.manifests, profile: { ...run, profile } };
  };
  return diffWithCauses([await end(before), await end(after)], runs, () => undefined);
}

/** The fields and objects that stand under each cause. */
function told({ groups }: Diff): Record<string, string[]> {
  return Object.fromEntries(
    groups.map(({ settings = [], changes }) => [
      settings.map(({ setting }) => setting).join(' '),
      changes.flatMap(({ object, kind, fields }) => {
        const [, kindOf, , name] = object.split('/');
        return kind === 'changed' ? fields.map(({ field }) => `${kindOf} ${name} ${fieldStepsText(field)}`) : [`${kind} ${kindOf} ${name}`];
      }),
    ]),
  );
}

test('a shop in two stages: what stands under each setting is what it does', async () => {
  const diff = await diffOf('staging', 'production', shopOf({}));
  const by = told(diff);
  expect(Object.keys(by)).toEqual([
    'minReplicas',
    'maxReplicas',
    'backups',
    'name',
    'minReplicas backups',
    'minReplicas maxReplicas backups name',
  ]);
  expect(by.maxReplicas).toEqual(['fulfilment', 'orders', 'storefront'].map((name) => `HorizontalPodAutoscaler ${name} spec.maxReplicas`));
  expect(by.backups).toEqual([
    'StatefulSet orders-db metadata.annotations["cdk8s-shop/backup"]',
    'NetworkPolicy orders-db spec.ingress[3]',
    'added PersistentVolumeClaim orders-db-backup',
    'added ServiceAccount orders-db-backup',
    'added CronJob orders-db-backup',
    'added NetworkPolicy orders-db-backup',
  ]);
  expect(by.minReplicas).toEqual(
    expect.arrayContaining(['HorizontalPodAutoscaler orders spec.minReplicas', 'StatefulSet order-events spec.replicas']),
  );
  expect(by.name).toEqual(expect.arrayContaining(['removed Job orders-db-credentials']));
  expect(by['minReplicas backups']).toEqual([
    'ResourceQuota shop spec.hard.persistentvolumeclaims',
    'ResourceQuota shop spec.hard["requests.storage"]',
  ]);
  expect(diff.idle.map(({ setting }) => setting)).toEqual(['requireBaseDigests', 'requireSecretSource']);
  expect(diff.untried).toEqual([]);
});

test('a setting that only one of the ends has', async () => {
  const base = ShopProfile.staging();
  const runs = shopOf({
    before: base.derive({ runtimeClass: 'gvisor' }),
    after: base.derive({ cpuLimits: true }),
  });
  const by = told(await diffOf('before', 'after', runs));
  expect(by.runtimeClass).toContain('Deployment orders spec.template.spec.runtimeClassName');
  expect(by.cpuLimits).toContain('Deployment orders spec.template.spec.containers[orders].resources.limits.cpu');
  expect(Object.keys(by)).toEqual(['cpuLimits', 'runtimeClass']);
});

test('nothing differs between a profile and itself, and nothing is tried', async () => {
  const base = shopOf({});
  let runs = 0;
  const counted: Synthesizer = {
    run: (...args) => {
      runs += 1;
      return base.run(...args);
    },
  };
  expect(await diffOf('staging', 'staging', counted)).toEqual({ before: 'staging', after: 'staging', groups: [], idle: [], untried: [] });
  expect(runs).toBe(2);
});

test('a setting that the app refuses at both ends is told to be untried', async () => {
  const base = shopOf({});
  const stubborn: Synthesizer = {
    run: (profile, settings) => {
      if (settings && 'backups' in (settings.shop ?? {}) && !('quota' in (settings.shop ?? {}))) return base.run('nope');
      return base.run(profile, settings);
    },
  };
  const diff = await diffOf('staging', 'production', stubborn);
  expect(diff.untried.map(({ setting }) => setting)).toEqual(['backups']);
  expect(Object.keys(told(diff))).toContain('');
  expect(told(diff)['']).toContain('added CronJob orders-db-backup');
});

test('whoever stops is not told half of the causes', async () => {
  const base = shopOf({});
  const stopping: Synthesizer = {
    run: async (profile, settings) => {
      if (settings) throw new Stopped();
      return base.run(profile);
    },
  };
  await expect(diffOf('staging', 'production', stopping)).rejects.toThrow(Stopped);
});
