import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { BUILT_IN_PACKS, rulesOf } from '../../lib/entry/checks';
import { toHaveNoFindings } from '../../lib/entry/testing';
import { manifestOf } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { messageOf } from '../support/synthesis';

expect.extend({ toHaveNoFindings });

const only = ['image-tag'];

function chartWith(image: string): Chart {
  const chart = new Chart(new App(), 'c');
  const spec = { containers: [{ name: 'a', image }] };
  new ApiObject(chart, 'pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec });
  return chart;
}

test('passes for a construct, a list of manifests and a set in which nothing is found', () => {
  const chart = chartWith('web:1');
  expect(chart).toHaveNoFindings({ only });
  expect(chart.node.root).toHaveNoFindings({ only });
  expect(Testing.synth(chart)).toHaveNoFindings({ only });
  expect(new ManifestSet(Testing.synth(chart).map((body) => manifestOf(body)))).toHaveNoFindings({ only });
});

test('fails with the report for people, whatever it is given', () => {
  const text = (place: string) => `wanted no findings

/Pod//web${place}
  error image-tag at spec.containers[0].image
    got "web:latest"; wanted a tag other than latest, or a digest. Fix: name the version that was
    tested.

1 error
`;
  const chart = chartWith('web:latest');
  expect(messageOf(() => expect(chart).toHaveNoFindings({ only }))).toBe(text(' (c/pod)'));
  expect(messageOf(() => expect(Testing.synth(chart)).toHaveNoFindings({ only }))).toBe(text(''));
});

test('counts from the severity that it is told', () => {
  const chart = chartWith('web:latest');
  const severities = { 'image-tag': 'warning' as const };
  expect(chart).toHaveNoFindings({ only, severities, from: 'error' });
  expect(chart).not.toHaveNoFindings({ only, severities, from: 'warning' });
  expect(chart).not.toHaveNoFindings({ only, severities });
  expect(messageOf(() => expect(chart).not.toHaveNoFindings({ only, severities, from: 'error' }))).toBe(
    'wanted findings, and there are none',
  );
});

test('runs a pack alone: of ours by its name, or one of your own', () => {
  const bare = [
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' }, spec: { containers: [{ name: 'a', image: 'web:1' }] } },
  ];
  expect(bare).toHaveNoFindings('supply-chain');
  expect(bare).not.toHaveNoFindings('hardening');
  const rules = rulesOf(BUILT_IN_PACKS).filter(({ id }) => id === 'image-tag');
  expect(bare).toHaveNoFindings({ name: 'acme', about: 'Ours.', rules });
  expect(chartWith('web:latest')).not.toHaveNoFindings({ name: 'acme', about: 'Ours.', rules });
  expect(messageOf(() => expect(bare).toHaveNoFindings('supply'))).toMatch(/^no pack "supply": one of .*supply-chain.* is wanted$/);
});

test("leaves the test's own manifests as they were", () => {
  const manifests = Testing.synth(chartWith('web:1'));
  expect(manifests).toHaveNoFindings({ only });
  expect(Object.isFrozen(manifests[0])).toBe(false);
});

test('refuses what holds no manifests', () => {
  expect(messageOf(() => expect('web.yaml').toHaveNoFindings())).toBe(
    'toHaveNoFindings takes a construct, a list of manifests, or a ManifestSet',
  );
});
