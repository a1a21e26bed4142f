import { DANGLING_CLAIM } from '../../../lib/checks/rules/dangling-claim';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

const workload = (volumes: string, rest = '') => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: orders-db, namespace: shop }
spec:
  template: { spec: { volumes: [${volumes}] } }
  ${rest}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(DANGLING_CLAIM, DANGLING_CLAIM.wrong)).toEqual([
    '/Pod/shop/exports spec.volumes[0].persistentVolumeClaim.claimName: got PersistentVolumeClaim "exports" in namespace "shop", which is not there; wanted a PersistentVolumeClaim of the manifests, or a mention of it in the setting `elsewhere`. Fix: add the claim, or correct its name.',
  ]);
  expect(messagesOf(DANGLING_CLAIM, DANGLING_CLAIM.right)).toEqual([]);
});

test('a claim of another namespace is another one', () => {
  const elsewhere = edited(
    DANGLING_CLAIM.right,
    'PersistentVolumeClaim\nmetadata: { name: exports, namespace: shop }',
    'PersistentVolumeClaim\nmetadata: { name: exports, namespace: other }',
  );
  expect(messagesOf(DANGLING_CLAIM, elsewhere)).toHaveLength(1);
});

test('a volume in a template is told of at its place', () => {
  expect(
    messagesOf(DANGLING_CLAIM, workload('{ name: a, emptyDir: {} }, { name: b, persistentVolumeClaim: { claimName: b } }'))[0],
  ).toMatch(/^apps\/StatefulSet\/shop\/orders-db spec\.template\.spec\.volumes\[1\]\.persistentVolumeClaim\.claimName: got /);
});

const TEMPLATES = 'volumeClaimTemplates: [{ metadata: { name: data } }]';

test("a StatefulSet's own claims are made by it, whatever a volume of their name says", () => {
  expect(messagesOf(DANGLING_CLAIM, workload('{ name: data, persistentVolumeClaim: { claimName: ignored } }', TEMPLATES))).toEqual([]);
  expect(messagesOf(DANGLING_CLAIM, workload('{ name: other, persistentVolumeClaim: { claimName: data } }', TEMPLATES))).toHaveLength(1);
});

test('another pod may mount what a StatefulSet has made for one of its pods', () => {
  const reader = (claim: string) =>
    `${edited(DANGLING_CLAIM.wrong, 'claimName: exports', `claimName: ${claim}`)}---${workload('', TEMPLATES)}`;
  expect(messagesOf(DANGLING_CLAIM, reader('data-orders-db-0'))).toEqual([]);
  expect(messagesOf(DANGLING_CLAIM, reader('data-orders-db-12'))).toEqual([]);
  for (const unmade of ['data-orders-db', 'data-orders-0', 'logs-orders-db-0', 'data-orders-db-x'])
    expect(messagesOf(DANGLING_CLAIM, reader(unmade))).toHaveLength(1);
});

test('what is said to be elsewhere is there', () => {
  const told = (elsewhere: string) => messagesOf(DANGLING_CLAIM, DANGLING_CLAIM.wrong, { settings: { elsewhere: [elsewhere] } }).length;
  expect([
    told('/PersistentVolumeClaim/shop/exports'),
    told('/PersistentVolumeClaim/*/*'),
    told('/PersistentVolumeClaim/*'),
    told('*'),
  ]).toEqual([0, 0, 1, 1]);
});

test.each([
  '{ name: files }',
  '{ name: files, persistentVolumeClaim: {} }',
  '{ name: files, persistentVolumeClaim: { claimName: 7 } }',
  '{ name: files, persistentVolumeClaim: { claimName: "" } }',
  '7',
])('a volume %s names no claim', (volume) => {
  expect(messagesOf(DANGLING_CLAIM, workload(volume))).toEqual([]);
});
