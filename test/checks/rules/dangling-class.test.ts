import { DANGLING_CLASS } from '../../../lib/checks/rules/dangling-class';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

const claimOf = (storageClassName: string) => `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: exports, namespace: shop }
spec: { ${storageClassName} }
`;

const setOf = (storageClassName: string) => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: orders-db, namespace: shop }
spec: { volumeClaimTemplates: [{ metadata: { name: logs } }, { metadata: { name: data }, spec: { ${storageClassName} } }] }
`;

const FAST = '---\napiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: fast }\n';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(DANGLING_CLASS, DANGLING_CLASS.wrong)).toEqual([
    '/Pod/shop/checkout spec.priorityClassName: got PriorityClass "shop-crtical", which is not there; wanted a class of the manifests, or a mention of it in the setting `elsewhere`. Fix: add the class, correct its name, or name it in `elsewhere`.',
  ]);
  expect(messagesOf(DANGLING_CLASS, DANGLING_CLASS.right)).toEqual([]);
});

test('a claim, and the template of one, is told of at its own field', () => {
  expect(messagesOf(DANGLING_CLASS, claimOf('storageClassName: fats') + FAST)).toEqual([
    '/PersistentVolumeClaim/shop/exports spec.storageClassName: got StorageClass "fats", which is not there; wanted a class of the manifests, or a mention of it in the setting `elsewhere`. Fix: add the class, correct its name, or name it in `elsewhere`.',
  ]);
  expect(messagesOf(DANGLING_CLASS, setOf('storageClassName: fats') + FAST)).toEqual([
    'apps/StatefulSet/shop/orders-db spec.volumeClaimTemplates[1].spec.storageClassName: got StorageClass "fats", which is not there; wanted a class of the manifests, or a mention of it in the setting `elsewhere`. Fix: add the class, correct its name, or name it in `elsewhere`.',
  ]);
  expect(messagesOf(DANGLING_CLASS, `${claimOf('storageClassName: fast')}---${setOf('storageClassName: fast')}${FAST}`)).toEqual([]);
});

test('where the set brings no class of the kind, those of the cluster are meant', () => {
  expect(messagesOf(DANGLING_CLASS, claimOf('storageClassName: fats'))).toEqual([]);
  expect(messagesOf(DANGLING_CLASS, setOf('storageClassName: fats'))).toEqual([]);
  const alone = DANGLING_CLASS.wrong.slice(DANGLING_CLASS.wrong.indexOf('---'));
  expect(messagesOf(DANGLING_CLASS, alone)).toEqual([]);
  expect(messagesOf(DANGLING_CLASS, alone + FAST)).toEqual([]);
});

test.each(['', 'storageClassName: ""', 'storageClassName: null', 'storageClassName: 7'])('a claim with %j names no class', (text) => {
  expect(messagesOf(DANGLING_CLASS, claimOf(text) + FAST)).toEqual([]);
  expect(messagesOf(DANGLING_CLASS, setOf(text) + FAST)).toEqual([]);
});

test('a class that every cluster has, or that is said to be elsewhere, is there', () => {
  const pod = (name: string) => edited(DANGLING_CLASS.wrong, 'shop-crtical', name);
  expect(messagesOf(DANGLING_CLASS, pod('system-cluster-critical'))).toEqual([]);
  expect(messagesOf(DANGLING_CLASS, pod('system-node-critical'))).toEqual([]);
  expect(messagesOf(DANGLING_CLASS, pod('system-critical'))).toHaveLength(1);
  const elsewhere = ['scheduling.k8s.io/PriorityClass//shop-*'];
  expect(messagesOf(DANGLING_CLASS, DANGLING_CLASS.wrong, { settings: { elsewhere } })).toEqual([]);
});
