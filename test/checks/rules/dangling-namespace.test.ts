import { DANGLING_NAMESPACE } from '../../../lib/checks/rules/dangling-namespace';
import { messagesOf } from '../../support/checked';

const NAMESPACE = '{ apiVersion: v1, kind: Namespace, metadata: { name: shop } }\n---\n';
const inNamespace = (namespace: string) => `{ apiVersion: v1, kind: ConfigMap, metadata: { name: pages, namespace: ${namespace} } }\n`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(DANGLING_NAMESPACE, DANGLING_NAMESPACE.wrong)).toEqual([
    '/ConfigMap/shpo/pages metadata.namespace: got Namespace "shpo", which is not there; wanted a Namespace of the manifests, or a mention of it in the setting `elsewhere`. Fix: correct the name, or name the Namespace in `elsewhere`.',
  ]);
  expect(messagesOf(DANGLING_NAMESPACE, DANGLING_NAMESPACE.right)).toEqual([]);
});

test('where the set brings no Namespace at all, those of the cluster are meant', () => {
  expect(messagesOf(DANGLING_NAMESPACE, inNamespace('shpo'))).toEqual([]);
});

test('every object that is in it is told of', () => {
  const two = `${inNamespace('shpo')}---\n${inNamespace('shpo').replace('ConfigMap', 'Secret')}`;
  expect(messagesOf(DANGLING_NAMESPACE, NAMESPACE + two)).toHaveLength(2);
});

test.each(['default', 'kube-system', 'kube-public', 'kube-node-lease', '""', 'null', '7'])('%s is there, or is none', (namespace) => {
  expect(messagesOf(DANGLING_NAMESPACE, NAMESPACE + inNamespace(namespace))).toEqual([]);
});

test('what is said to be elsewhere is there', () => {
  const told = (elsewhere: string) =>
    messagesOf(DANGLING_NAMESPACE, NAMESPACE + inNamespace('other'), { settings: { elsewhere: [elsewhere] } });
  expect(told('/Namespace//other')).toEqual([]);
  expect(told('/Namespace//o*')).toEqual([]);
  expect(told('/Namespace/other')).toHaveLength(1);
});
