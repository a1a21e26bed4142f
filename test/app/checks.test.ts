import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch, YamlOutputType } from 'cdk8s';
import {
  ClusterProfile,
  KubernetesVersion,
  PodSecurityLevel,
  RuleSeverity,
  type RuleWaiver,
  Shop,
  ShopApp,
  type ShopCheckSettings,
  type ShopChecks,
  ShopProfile,
  ShopWebTier,
} from '../../lib';
import { checkApp } from '../../lib/app/check-app';
import type { CheckSettings, PaymentZone, ZoneEdge } from '../../lib/checks/check-settings';
import type { Pack } from '../../lib/checks/packs/pack';
import { podsRule, type Rule } from '../../lib/checks/rule';
import type { Waiver } from '../../lib/checks/waiver';
import { messageOf } from '../support/synthesis';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'checks-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const WEB = 'apps/Deployment/shop/web';
const MESSAGE = `image-tag at shop/web/Default: got "registry.example/web:latest" in spec.template.spec.containers[0].image of ${WEB}; wanted a tag other than latest, or a digest. Fix: name the version that was tested.`;
const WAIVER: RuleWaiver = { rule: 'image-tag', object: WEB, reason: 'replaced in March', until: '2027-03-31' };

function shopIn(app: App, name = 'shop', kubernetes = KubernetesVersion.V1_34): ShopWebTier {
  const shop = new Shop(app, name, { profile: ShopProfile.development(), cluster: ClusterProfile.of({ kubernetes }) });
  return new ShopWebTier(shop, 'web', { image: 'registry.example/web:1', port: 8080 });
}

/** An app whose image has been patched to one without a version, which no prop lets through. */
function unversioned(checks?: ShopChecks, more: object = {}): ShopApp {
  const app = new ShopApp({ outdir: folder, checks, ...more });
  ApiObject.of(shopIn(app)).addJsonPatch(JsonPatch.replace('/spec/template/spec/containers/0/image', 'registry.example/web:latest'));
  return app;
}

const written = (): string[] => readdirSync(folder).sort();

/** A rule of a company: every pod names its team. */
const TEAM: Rule = podsRule(
  { id: 'acme-team', severity: 'error', why: 'Someone has to be called.', wanted: 'a team', fix: 'name it', wrong: '', right: '', see: [] },
  function* nameless({ labels }) {
    if (labels.team === undefined) yield { field: ['metadata', 'labels'], got: 'no label team' };
  },
);
const ACME: Pack = { name: 'acme', about: 'What our company asks for.', rules: [TEAM] };

describe('a ShopApp', () => {
  test('with an error says it with its construct, and writes nothing', () => {
    expect(messageOf(() => unversioned().synth())).toBe(MESSAGE);
    expect(written()).toEqual([]);
  });

  test('with an error writes nothing in any output type', () => {
    for (const yamlOutputType of [YamlOutputType.FILE_PER_APP, YamlOutputType.FILE_PER_RESOURCE])
      expect(messageOf(() => unversioned({}, { yamlOutputType }).synth())).toBe(MESSAGE);
    expect(written()).toEqual([]);
  });

  test.each<[string, ShopChecks]>([
    ['disabled', { disabledRules: ['image-tag'] }],
    ['made lighter', { severities: { 'image-tag': RuleSeverity.WARNING } }],
    ['waived', { waivers: [WAIVER], today: '2027-03-31' }],
  ])('writes what is %s', (_, checks) => {
    unversioned(checks).synth();
    expect(written()).toContain('30-web.k8s.yaml');
  });

  test('stops at warnings too where it is told so, and at an expired waiver among them', () => {
    const disabledRules = ['image-pull-policy', 'single-replica'];
    const waivers = [{ ...WAIVER, until: '2026-12-31' }];
    const said = messageOf(() => unversioned({ stopAt: RuleSeverity.WARNING, disabledRules, waivers, today: '2027-01-01' }).synth());
    expect(said.split('\n')).toEqual([
      MESSAGE,
      `waiver-expired at shop/web/Default: got a waiver of image-tag until 2026-12-31, and today is 2027-01-01 in ${WEB}; wanted a waiver whose last day is not over. Fix: mend what it accepts and remove it, or look again and give it another last day.`,
    ]);
  });

  test('runs the packs of a company beside the built-in ones', () => {
    const said = messageOf(() => unversioned({ packs: [ACME] }).synth());
    expect(said.split('\n')).toEqual([
      `acme-team at shop/web/Default: got no label team in spec.template.metadata.labels of ${WEB}; wanted a team. Fix: name it.`,
      MESSAGE,
    ]);
  });

  test('tells rules its settings', () => {
    const app = new ShopApp({ outdir: folder, checks: { settings: { registries: ['ghcr.io'] } } });
    shopIn(app);
    expect(messageOf(() => app.synth())).toContain('image-registry at shop/web/Default');
  });

  test('resolves each object once', () => {
    const app = new ShopApp({ outdir: folder });
    shopIn(app);
    const objects = app.node.findAll().filter((c): c is ApiObject => ApiObject.isApiObject(c));
    const spies = objects.map((object) => jest.spyOn(object, 'toJson'));
    app.synth();
    expect(new Set(spies.map((spy) => spy.mock.calls.length))).toEqual(new Set([1]));
  });

  test('loads no rule before it is synthesized', () => {
    jest.isolateModules(() => {
      const loaded = jest.fn();
      jest.doMock('../../lib/checks/registry', () => {
        loaded();
        return jest.requireActual('../../lib/checks/registry');
      });
      const lib = require('../../lib') as typeof import('../../lib');
      const app = new lib.ShopApp({ outdir: folder });
      expect(loaded).not.toHaveBeenCalled();
      app.synth();
      expect(loaded).toHaveBeenCalled();
    });
  });
});

describe('checkApp', () => {
  test('checks a plain App, a Chart, or a part of one', () => {
    const app = new App();
    const pod = (chart: Chart) =>
      new ApiObject(chart, 'pod', {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: chart.node.id },
        spec: { containers: [{ name: 'a', image: 'a' }] },
      });
    const [a, b] = ['a', 'b'].map((id) => pod(new Chart(app, id)));
    const where = (scope: Parameters<typeof checkApp>[0]) => checkApp(scope, { only: ['image-tag'] }).map(({ origin }) => origin?.path);
    expect(where(app)).toEqual(['a/pod', 'b/pod']);
    expect(where(Chart.of(a as ApiObject))).toEqual(['a/pod']);
    expect(where(b as ApiObject)).toEqual(['b/pod']);
    expect(existsSync(join(folder, 'a.k8s.yaml'))).toBe(false);
  });

  test('tells the component of an object beside its construct', () => {
    const app = unversioned();
    expect(checkApp(app, { only: ['image-tag'] })[0]?.origin).toEqual({ path: 'shop/web/Default', component: 'web' });
  });

  test("checks each shop for its own cluster's version, other objects for the oldest, and all for the one it is told", () => {
    const app = new App();
    shopIn(app, 'old', KubernetesVersion.V1_27);
    shopIn(app, 'new', KubernetesVersion.V1_35);
    const other = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'other' }, spec: { containers: [] } };
    new ApiObject(new Chart(app, 'other'), 'pod', other);
    const version: Rule = podsRule({ ...TEAM, id: 'acme-version' }, function* told(_, { kubernetes }) {
      yield { field: [], got: kubernetes.text };
    });
    const packs = [{ ...ACME, rules: [version] }];
    const said = (kubernetes?: KubernetesVersion) =>
      checkApp(app, { packs, kubernetes }).map(({ origin, got }) => `${origin?.path} ${got}`);
    expect(said()).toEqual(['other/pod 1.27', 'new/web/Default 1.35', 'old/web/Default 1.27']);
    expect(said(KubernetesVersion.V1_30)).toEqual(['other/pod 1.30', 'new/web/Default 1.30', 'old/web/Default 1.30']);
  });
});

describe('what the profile of a shop demands', () => {
  const demanding = (profile: ShopProfile, checks?: ShopChecks) => {
    const app = new ShopApp({ outdir: folder, checks });
    const digest = `sha256:${'0'.repeat(64)}`;
    const image = 'registry.example/web:1';
    const shop = new Shop(app, 'audited', { profile, imageDigests: { [image]: digest } });
    const web = new ShopWebTier(shop, 'web', { image, port: 8080, scale: { min: 3, max: 3 } });
    ApiObject.of(web).addJsonPatch(
      JsonPatch.replace('/spec/template/spec/containers/0/image', image),
      JsonPatch.replace('/spec/template/spec/containers/0/securityContext/runAsUser', 101),
    );
    return app;
  };
  const demands = (app: App, options = {}) =>
    checkApp(app, { only: ['image-digest', 'low-user-id'], ...options }).map(({ rule, object }) => `${rule} ${object}`);
  const BOTH = ['image-digest apps/Deployment/audited/web', 'low-user-id apps/Deployment/audited/web'];

  test('is demanded of its objects, whatever a patch makes of them, and stops the synthesis', () => {
    const app = demanding(ShopProfile.audited());
    expect(demands(app)).toEqual(BOTH);
    expect(messageOf(() => app.synth()).split('\n')).toEqual([
      expect.stringMatching(/^image-digest at audited\/web\/Default: got "registry.example\/web:1" in /),
      expect.stringMatching(/^low-user-id at audited\/web\/Default: got runAsUser: 101 in /),
    ]);
    expect(written()).toEqual([]);
    expect(demands(demanding(ShopProfile.production()))).toEqual([]);
  });

  test('gives way to what the options say, either way', () => {
    const settings = { requireDigests: false };
    expect(demands(demanding(ShopProfile.audited()), { settings })).toEqual(BOTH.slice(1));
    expect(demands(demanding(ShopProfile.production()), { settings: { requireDigests: true } })).toEqual(BOTH.slice(0, 1));
  });

  test('is asked of the objects of that shop alone', () => {
    const app = demanding(ShopProfile.audited());
    const lax = new Shop(app, 'lax', { profile: ShopProfile.development() });
    new ShopWebTier(lax, 'web', { image: 'registry.example/web:1', port: 8080, user: { uid: 101 } });
    expect(demands(app)).toEqual(BOTH);
  });
});

test('what a ShopApp can be told about checks is all that the rules can be told', () => {
  // A compiler's test: a new setting breaks it until the public types have it.
  const settings: Record<keyof CheckSettings, true> & Record<keyof ShopCheckSettings, true> = {
    registries: true,
    requireDigests: true,
    imageLock: true,
    requireHighUserIds: true,
    elsewhere: true,
    paymentZone: true,
    podSecurity: true,
  };
  const zone: Record<keyof PaymentZone, true> & Record<keyof NonNullable<ShopCheckSettings['paymentZone']>, true> = {
    workloads: true,
    edges: true,
    cidrs: true,
    hosts: true,
  };
  const edge: Record<keyof ZoneEdge, true> = { from: true, to: true, port: true };
  const waiver: Record<keyof Waiver, true> & Record<keyof RuleWaiver, true> = {
    rule: true,
    object: true,
    field: true,
    reason: true,
    until: true,
  };
  const types = readFileSync(join(__dirname, '../../lib/app/shop-checks.ts'), 'utf8');
  for (const name of [settings, zone, edge, waiver].flatMap(Object.keys)) expect(types).toMatch(new RegExp(`readonly ${name}\\??:`));
  expect(Object.values(PodSecurityLevel)).toEqual(['privileged', 'baseline', 'restricted'] satisfies Array<CheckSettings['podSecurity']>);
});
