import { REFUSED_NAME } from '../../../lib/checks/rules/refused-name';
import { KubernetesVersion } from '../../../lib/model/kubernetes-version';
import { messagesOf } from '../../support/checked';

const object = (apiVersion: string, kind: string, name: string, namespace?: string) =>
  JSON.stringify({ apiVersion, kind, metadata: { name, namespace } });

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(REFUSED_NAME, REFUSED_NAME.wrong)).toEqual([
    '/Service/shop/Order_Events metadata.name: got "Order_Events"; wanted lower-case letters, digits and -, at most 63 characters, beginning with a letter. Fix: rename it; an object that is there already under another name is a different one.',
  ]);
  expect(messagesOf(REFUSED_NAME, REFUSED_NAME.right)).toEqual([]);
});

test('a Service may begin with a digit from 1.36 on', () => {
  const told = (kubernetes: KubernetesVersion) => messagesOf(REFUSED_NAME, object('v1', 'Service', '1a'), { kubernetes });
  expect(told(KubernetesVersion.V1_35)).toHaveLength(1);
  expect(told(KubernetesVersion.V1_36)).toEqual([]);
});

test('the namespace that an object names is looked at as a Namespace is', () => {
  expect(messagesOf(REFUSED_NAME, object('v1', 'ConfigMap', 'pages', 'shop.example'))).toEqual([
    '/ConfigMap/shop.example/pages metadata.namespace: got "shop.example"; wanted lower-case letters, digits and -, at most 63 characters. Fix: rename it; an object that is there already under another name is a different one.',
  ]);
  expect(messagesOf(REFUSED_NAME, object('v1', 'ConfigMap', 'pages', ''))).toEqual([]);
  expect(messagesOf(REFUSED_NAME, object('v1', 'ConfigMap', 'pages', '1'))).toEqual([]);
});

test('name and namespace are both told of', () => {
  expect(messagesOf(REFUSED_NAME, object('v1', 'ConfigMap', 'A', 'B'))).toHaveLength(2);
});

test('custom resources and kinds that nobody knows have names as most kinds have', () => {
  expect(messagesOf(REFUSED_NAME, object('shop.example/v1', 'Shop', 'a.b-c'))).toEqual([]);
  expect(messagesOf(REFUSED_NAME, object('shop.example/v1', 'Shop', 'a_b'))).toEqual([
    'shop.example/Shop//a_b metadata.name: got "a_b"; wanted lower-case letters, digits, - and ., at most 253 characters. Fix: rename it; an object that is there already under another name is a different one.',
  ]);
  expect(messagesOf(REFUSED_NAME, object('shop.example/v1', 'Service', '1a'))).toEqual([]);
});
