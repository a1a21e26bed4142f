import { type CheckOptions, check } from '../../lib/checks/check';
import type { Pack } from '../../lib/checks/packs/pack';
import { anyManifestRule, type Rule } from '../../lib/checks/rule';
import { manifestOf } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { KubernetesVersion } from '../../lib/model/kubernetes-version';
import { messageOf } from '../support/synthesis';

/** A rule that finds something in every object of some names. */
function named(id: string, ...names: string[]): Rule {
  return anyManifestRule(
    { id, severity: 'warning', why: 'why', wanted: 'another name', fix: 'rename it', wrong: '', right: '', see: [] },
    function* find({ name }, { kubernetes, settings }) {
      if (names.includes(name)) yield { field: ['metadata', 'name'], got: `${name} for ${kubernetes.text} ${JSON.stringify(settings)}` };
    },
  );
}

const PACK: Pack = { name: 'own', about: 'names', rules: [named('b', 'web', 'api'), named('a', 'web')] };
const set = () =>
  new ManifestSet(
    ['web', 'api'].map((name) =>
      manifestOf({ apiVersion: 'v1', kind: 'Pod', metadata: { name } }, name === 'web' ? { path: 'shop/web' } : undefined),
    ),
  );
const run = (options: CheckOptions = {}) => check(set(), { packs: [PACK], ...options });
const brief = (options?: CheckOptions) => run(options).map(({ severity, rule, object }) => `${severity} ${rule} ${object}`);

const WAIVER = { rule: 'b', object: '/Pod//web', reason: 'renamed in March', until: '2027-03-31' };

test('all rules of the packs run, and what they find is in the order of object, rule and field', () => {
  expect(brief()).toEqual(['warning b /Pod//api', 'warning a /Pod//web', 'warning b /Pod//web']);
});

test('without packs the built-in ones run', () => {
  const unversioned = manifestOf({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p' },
    spec: { containers: [{ name: 'a', image: 'web' }] },
  });
  expect(check(new ManifestSet([unversioned])).map(({ rule }) => rule)).toContain('image-tag');
});

test('rules are told the version and the settings; a plain check is for 1.34', () => {
  expect(run({ only: ['a'] })[0]?.got).toBe('web for 1.34 {}');
  const told = run({ only: ['a'], kubernetes: KubernetesVersion.V1_27, settings: { registries: ['r'] } });
  expect(told[0]?.got).toBe('web for 1.27 {"registries":["r"]}');
});

test('rules may be chosen, disabled, and weighed otherwise', () => {
  expect(brief({ only: ['a'] })).toEqual(['warning a /Pod//web']);
  expect(brief({ disabled: ['b'] })).toEqual(['warning a /Pod//web']);
  expect(brief({ only: ['a'], disabled: ['a'] })).toEqual([]);
  expect(brief({ severities: { a: 'error' } })).toEqual(['warning b /Pod//api', 'error a /Pod//web', 'warning b /Pod//web']);
});

describe('a waiver', () => {
  const today = '2027-03-31';

  test('accepts the findings of its rule in its object, to the end of its last day', () => {
    expect(brief({ waivers: [WAIVER], today })).toEqual(['warning b /Pod//api', 'warning a /Pod//web']);
  });

  test('with a field accepts that of the field alone', () => {
    expect(brief({ waivers: [{ ...WAIVER, field: 'metadata.name' }], today })).toEqual(['warning b /Pod//api', 'warning a /Pod//web']);
    const other = run({ only: ['b'], waivers: [{ ...WAIVER, field: 'spec' }], today });
    expect(other.map(({ rule, object, field }) => [rule, object, field])).toEqual([
      ['b', '/Pod//api', 'metadata.name'],
      ['b', '/Pod//web', 'metadata.name'],
      ['waiver-unused', '/Pod//web', 'spec'],
    ]);
  });

  test('that is over accepts nothing, and is found itself', () => {
    const found = run({ waivers: [WAIVER], today: '2027-04-01' });
    expect(found).toHaveLength(4);
    expect(found).toContainEqual({
      rule: 'waiver-expired',
      severity: 'warning',
      object: '/Pod//web',
      field: '',
      got: 'a waiver of b until 2027-03-31, and today is 2027-04-01',
      wanted: 'a waiver whose last day is not over',
      fix: 'mend what it accepts and remove it, or look again and give it another last day',
      origin: { path: 'shop/web' },
    });
  });

  test('that fits no finding is found itself, also for an object that is not there', () => {
    const found = run({ waivers: [{ ...WAIVER, object: '/Pod//gone', field: 'spec' }], today });
    expect(found).toHaveLength(4);
    expect(found).toContainEqual({
      rule: 'waiver-unused',
      severity: 'warning',
      object: '/Pod//gone',
      field: 'spec',
      got: 'a waiver of b, which finds nothing there',
      wanted: 'a waiver that fits a finding',
      fix: 'remove it, or correct its object or field',
    });
  });

  test('of a rule that is not run is neither used nor unused', () => {
    expect(brief({ only: ['a'], waivers: [WAIVER], today })).toEqual(['warning a /Pod//web']);
    expect(brief({ disabled: ['b'], waivers: [{ ...WAIVER, until: '2020-01-01' }], today })).toEqual(['warning a /Pod//web']);
  });

  test('is judged by rules that can be disabled and weighed like others', () => {
    const waivers = [{ ...WAIVER, object: '/Pod//gone' }];
    expect(brief({ only: ['b'], waivers, today, severities: { 'waiver-unused': 'error' } })).toContain('error waiver-unused /Pod//gone');
    expect(brief({ only: ['b'], waivers, today, disabled: ['waiver-unused'] })).not.toContain('warning waiver-unused /Pod//gone');
  });

  test('beside another of the same finding is used too', () => {
    const waivers = [WAIVER, { ...WAIVER, field: 'metadata.name' }];
    expect(brief({ only: ['b'], waivers, today })).toEqual(['warning b /Pod//api']);
  });
});

test('everything that is wrong with the options is said at once, before anything is looked at', () => {
  const waivers = [
    {},
    null,
    ['a'],
    { rule: 'waiver-unused', object: 'Pod/web', field: 7, reason: ' ', until: '2027-02-30', expires: 1 },
    WAIVER,
  ] as unknown as CheckOptions['waivers'];
  const severities = { a: 'fatal', gone: 'error' } as unknown as CheckOptions['severities'];
  const exploding: Rule = {
    ...named('Bad_Id'),
    find: () => {
      throw new Error('must not run');
    },
  };
  const again: Pack = { name: 'again', about: 'names', rules: [exploding, named('a'), named('waiver-unused')] };
  const wanted =
    'wanted a rule that is checked, an object as group/Kind/namespace/name, maybe a field, a reason, and a last day as YYYY-MM-DD. Fix: complete or correct the waiver.';
  const said = messageOf(() => run({ packs: [PACK, again], only: ['nope'], disabled: ['nor'], severities, waivers }));
  expect(said.split('\n')).toEqual([
    'SHOP-K001 at checks: got the rule "a" more than once: pack own, pack again; wanted one rule of each id. Fix: give the rule of your own another id, with a prefix of your company.',
    'SHOP-K001 at checks: got the rule "waiver-unused" more than once: built in, pack again; wanted one rule of each id. Fix: give the rule of your own another id, with a prefix of your company.',
    'SHOP-K002 at checks: got the rule "Bad_Id"; wanted an id of lower-case words with hyphens between them. Fix: rename the rule.',
    ...['nope', 'nor', 'gone'].map(
      (id) =>
        `SHOP-K003 at checks: got the rule "${id}", which there is not; wanted the id of a rule of the packs that are checked. Fix: correct the id.`,
    ),
    'SHOP-K004 at checks: got the severity "fatal" for a; wanted error, warning or note. Fix: correct the severity, or disable the rule.',
    ...['no rule', 'no object', 'no reason', 'no last day'].map((got) => `SHOP-K005 at checks/waivers/0: got ${got}; ${wanted}`),
    `SHOP-K005 at checks/waivers/1: got null for a waiver; ${wanted}`,
    `SHOP-K005 at checks/waivers/2: got ["a"] for a waiver; ${wanted}`,
    ...[
      'the unknown field "expires"',
      'the rule "waiver-unused"',
      'the object "Pod/web"',
      'the field 7',
      'the reason " "',
      'the last day "2027-02-30"',
    ].map((got) => `SHOP-K005 at checks/waivers/3: got ${got}; ${wanted}`),
    "SHOP-K006 at checks: got waivers, and not what day it is; wanted today's date as YYYY-MM-DD wherever there are waivers. Fix: give the date.",
  ]);
});

test.each(['yesterday', '2027-3-1', '2027-02-29'])('%s is no day', (today) => {
  expect(messageOf(() => run({ today }))).toBe(
    `SHOP-K006 at checks: got the day "${today}"; wanted today's date as YYYY-MM-DD wherever there are waivers. Fix: give the date.`,
  );
});
