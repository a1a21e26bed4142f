import type { PaymentZone } from '../../lib/checks/check-settings';
import { PAYMENT_ZONE } from '../../lib/checks/packs/payment-zone';
import { CONTRADICTING_POLICIES } from '../../lib/checks/rules/contradicting-policies';
import { runRules } from '../../lib/checks/runner';
import type { JsonObject } from '../../lib/manifests/json';
import { manifestOf } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { KubernetesVersion } from '../../lib/model/kubernetes-version';

let mockCalls = 0;

/** Every function of a module, each of whose calls counts. */
function mockCounted(path: string): object {
  const actual: Record<string, unknown> = jest.requireActual(path);
  const counted = ([name, value]: [string, unknown]) => {
    if (typeof value !== 'function') return [name, value];
    return [
      name,
      (...given: unknown[]) => {
        mockCalls++;
        return value(...given);
      },
    ];
  };
  return Object.fromEntries(Object.entries(actual).map(counted));
}

jest.mock('../../lib/core/addresses', () => mockCounted('../../lib/core/addresses'));
jest.mock('../../lib/manifests/label-selector', () => mockCounted('../../lib/manifests/label-selector'));
jest.mock('../../lib/manifests/network-end', () => mockCounted('../../lib/manifests/network-end'));
jest.mock('../../lib/manifests/port-range', () => mockCounted('../../lib/manifests/port-range'));

interface Case {
  readonly bodies: readonly JsonObject[];
  readonly zone: PaymentZone;
}

function deployment(name: string, zone = false, namespace = 'shop'): JsonObject {
  const labels = { app: name, ...(zone && { 'cdk8s-shop/zone': 'payment' }) };
  const spec = { containers: [{ name: 'app', image: 'registry.example/app:1' }] };
  const template = { metadata: { labels }, spec };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: { selector: { matchLabels: { app: name } }, template },
  };
}

function policy(name: string, spec: JsonObject, podSelector: JsonObject = app(name)): JsonObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: 'shop' },
    spec: { podSelector, ...spec },
  };
}

const app = (name: string): JsonObject => ({ matchLabels: { app: name } });
const egress = (...to: JsonObject[]): JsonObject => ({ policyTypes: ['Egress'], egress: [{ to, ports: [{ port: 8080 }] }] });
const ingress = (...from: JsonObject[]): JsonObject => ({ policyTypes: ['Ingress'], ingress: [{ from, ports: [{ port: 8080 }] }] });
const workload = (name: string) => `apps/Deployment/shop/${name}`;
const range = (i: number) => `203.${Math.floor(i / 250)}.${i % 250}.0/24`;
const times = <T>(n: number, made: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => made(i));

/** Each of n components of the zone with a policy that lets it go to everybody of its namespace, and n beside the zone. */
const wide = (n: number): JsonObject[] => [
  ...times(n, (i) => [deployment(`pay-${i}`, true), policy(`pay-${i}`, egress({ podSelector: {} }))]).flat(),
  ...times(n, (i) => deployment(`web-${i}`)),
];

const CASES: Readonly<Record<string, (n: number) => Case>> = {
  'addresses that are agreed one by one': (n) => ({
    bodies: times(n, (i) => [deployment(`pay-${i}`, true), policy(`pay-${i}`, egress({ ipBlock: { cidr: range(i) } }))]).flat(),
    zone: { cidrs: times(n, range) },
  }),
  'addresses that are agreed for each workload': (n) => ({
    bodies: times(n, (i) => [deployment(`pay-${i}`, true), policy(`pay-${i}`, egress({ ipBlock: { cidr: range(i) } }))]).flat(),
    zone: { edges: times(n, (i) => ({ from: workload(`pay-${i}`), to: range(i), port: 8080 })) },
  }),
  'addresses of a policy over the whole zone': (n) => ({
    bodies: [
      ...times(n, (i) => deployment(`pay-${i}`, true)),
      policy('all', egress(...times(n, (i) => ({ ipBlock: { cidr: range(i) } }))), { matchLabels: { 'cdk8s-shop/zone': 'payment' } }),
    ],
    zone: { cidrs: times(n, range) },
  }),
  'clients of one target': (n) => ({
    bodies: [
      deployment('pay', true),
      policy('pay', ingress(...times(n, (i) => ({ podSelector: app(`web-${i}`) })))),
      ...times(n, (i) => [deployment(`web-${i}`), policy(`web-${i}`, egress({ podSelector: app('pay') }))]).flat(),
    ],
    zone: { edges: times(n, (i) => ({ from: workload(`web-${i}`), to: workload('pay'), port: 8080 })) },
  }),
  'a namespace that is agreed': (n) => ({ bodies: wide(n), zone: { edges: [{ from: '/Namespace//shop', to: '/Namespace//shop' }] } }),
  'a namespace that is agreed for each workload': (n) => ({
    bodies: wide(n),
    zone: { edges: times(n, (i) => ({ from: workload(`pay-${i}`), to: '/Namespace//shop' })) },
  }),
  'targets that let nobody in': (n) => ({
    bodies: [...wide(n), ...times(n, (i) => policy(`web-${i}`, { policyTypes: ['Ingress'] }))],
    zone: {},
  }),
  'targets that let one component in each': (n) => ({
    bodies: [...wide(n), ...times(n, (i) => policy(`web-${i}`, ingress({ podSelector: app(`pay-${i}`) })))],
    zone: { edges: times(n, (i) => ({ from: workload(`pay-${i}`), to: workload(`web-${i}`) })) },
  }),
  'namespaces by their labels': (n) => ({
    bodies: times(n, (i) => [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: `team-${i}`, labels: { team: `${i}` } } },
      deployment(`pay-${i}`, true),
      policy(`pay-${i}`, egress({ namespaceSelector: { matchLabels: { team: `${i}` } } })),
    ]).flat(),
    zone: { edges: times(n, (i) => ({ from: workload(`pay-${i}`), to: `/Namespace//team-${i}` })) },
  }),
};

function workOf({ bodies, zone }: Case): { readonly calls: number; readonly found: string[] } {
  const manifests = new ManifestSet(bodies.map((body) => manifestOf(body)));
  const before = mockCalls;
  const rules = PAYMENT_ZONE.rules.filter(({ id }) => id !== 'zone-unisolated');
  const found = runRules([...rules, CONTRADICTING_POLICIES], {
    manifests,
    kubernetes: KubernetesVersion.V1_34,
    settings: { paymentZone: zone },
  });
  return { calls: mockCalls - before, found: found.map(({ rule }) => rule) };
}

test.each(Object.entries(CASES))('the border of the zone is looked at once for each object and edge: %s', (name, made) => {
  const [once, twice] = [workOf(made(100)), workOf(made(200))];
  expect(twice.calls / once.calls).toBeLessThan(2.2);
  // All of it is agreed, so that nothing ends the look at it early.
  expect([name, twice.found.filter((rule) => rule !== 'zone-service-account' && rule !== 'contradicting-policies')]).toEqual([name, []]);
});
