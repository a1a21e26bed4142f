import { CHANGING_SELECTOR } from '../../../lib/checks/rules/changing-selector';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

const WANTED =
  'wanted labels that stay, such as app.kubernetes.io/name and app.kubernetes.io/instance. Fix: leave the label to the pods, and out of the selector.';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(CHANGING_SELECTOR, CHANGING_SELECTOR.wrong)).toEqual([
    `apps/Deployment/shop/storefront spec.selector.matchLabels["helm.sh/chart"]: got "storefront-2.4.1"; ${WANTED}`,
  ]);
  expect(messagesOf(CHANGING_SELECTOR, CHANGING_SELECTOR.right)).toEqual([]);
});

const selecting = (label: string) => edited(CHANGING_SELECTOR.right, 'matchLabels: { app: storefront }', `matchLabels: { ${label} }`);

test.each([
  'app.kubernetes.io/version: "2.4"',
  'app.kubernetes.io/version: blue',
  'chart: storefront-2.4.1',
  'chart: storefront-v2.4.1',
  'version: "2.4"',
  'version: v2.4.1',
  'example.com/release-version: 2.4.1',
  'appVersion: 2.4.1',
  'image-tag: 2.4.1',
  'git-sha: 3f2a91c',
  'commit: 3f2a91c08d5b4c7e9a1f6d2b8c4e7a90d1f3b5c7',
])('%s is refused', (label) => {
  expect(messagesOf(CHANGING_SELECTOR, selecting(label))).toHaveLength(1);
});

test.each([
  'app: storefront-2.4.1',
  'chart: storefront',
  'version: v1',
  'version: ""',
  'track: stable',
  'revision: "3"',
  'commit: feedbee',
  'release: shop',
  'heritage: Helm',
  'app.kubernetes.io/managed-by: Helm',
  'subversion: "1.14"',
])('%s is accepted', (label) => {
  expect(messagesOf(CHANGING_SELECTOR, selecting(label))).toEqual([]);
});

test('a value is a release too where it is the tag of an image', () => {
  const tagged = edited(selecting('version: spring'), 'storefront:2.4.1', 'storefront:spring');
  expect(messagesOf(CHANGING_SELECTOR, tagged)).toHaveLength(1);
  expect(messagesOf(CHANGING_SELECTOR, selecting('version: spring'))).toEqual([]);
});

test('a workload whose name tells the release is another one with the next', () => {
  const canary = edited(selecting('app.kubernetes.io/version: v1'), 'name: storefront', 'name: storefront-v1');
  expect(messagesOf(CHANGING_SELECTOR, canary)).toEqual([]);
});

const expressed = (operator: string) =>
  edited(
    CHANGING_SELECTOR.right,
    'matchLabels: { app: storefront }',
    `matchExpressions: [{ key: app.kubernetes.io/version, operator: ${operator} }]`,
  );

test('an expression that names a release is refused, one that asks for any is accepted', () => {
  expect(messagesOf(CHANGING_SELECTOR, expressed('In, values: ["2.4.1"]'))).toEqual([
    `apps/Deployment/shop/storefront spec.selector.matchExpressions[0].values: got "2.4.1" of the label "app.kubernetes.io/version"; ${WANTED}`,
  ]);
  expect(messagesOf(CHANGING_SELECTOR, expressed('Exists'))).toEqual([]);
});

test.each(['StatefulSet', 'DaemonSet', 'ReplicaSet'])('a %s is asked as well', (kind) => {
  expect(messagesOf(CHANGING_SELECTOR, edited(CHANGING_SELECTOR.wrong, 'kind: Deployment', `kind: ${kind}`))).toHaveLength(1);
});
