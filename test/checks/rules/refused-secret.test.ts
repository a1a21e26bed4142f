import { REFUSED_SECRET } from '../../../lib/checks/rules/refused-secret';
import { messagesOf } from '../../support/checked';

const object = (text: string): string => `{ apiVersion: v1, kind: Secret, metadata: { name: it }, ${text} }`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(REFUSED_SECRET, REFUSED_SECRET.wrong)).toEqual([
    '/Secret/shop/shop-example data["tls.key"]: got none in a Secret of the type kubernetes.io/tls; wanted the keys of its type. Fix: add the key, empty where it is filled later, or leave out the type.',
  ]);
  expect(messagesOf(REFUSED_SECRET, REFUSED_SECRET.right)).toEqual([]);
});

const told = (text: string): string[] => messagesOf(REFUSED_SECRET, object(text)).map((line) => line.replace(/^\S+ (.*)\. Fix.*$/, '$1'));

test.each([
  [
    'type: kubernetes.io/dockerconfigjson',
    'data[".dockerconfigjson"]: got none in a Secret of the type kubernetes.io/dockerconfigjson; wanted the keys of its type',
  ],
  [
    'type: kubernetes.io/dockercfg, data: { .dockerconfigjson: e30= }',
    'data[".dockercfg"]: got none in a Secret of the type kubernetes.io/dockercfg; wanted the keys of its type',
  ],
  [
    'type: kubernetes.io/basic-auth, data: { user: YQ== }',
    'data: got neither in a Secret of the type kubernetes.io/basic-auth; wanted username or password',
  ],
  [
    'type: kubernetes.io/ssh-auth',
    'data.ssh-privatekey: got none in a Secret of the type kubernetes.io/ssh-auth; wanted the keys of its type',
  ],
  ['type: kubernetes.io/ssh-auth, data: { ssh-privatekey: "" }', 'data.ssh-privatekey: got an empty one; wanted a key'],
  [
    'type: kubernetes.io/service-account-token',
    'metadata.annotations["kubernetes.io/service-account.name"]: got none; wanted the ServiceAccount of the token',
  ],
])('%s is told', (text, message) => {
  expect(told(text)).toEqual([message]);
});

test.each([
  'data: {}',
  'type: Opaque',
  'type: shop.example/login',
  'type: kubernetes.io/tls, data: { tls.crt: "" }, stringData: { tls.key: "" }',
  'type: kubernetes.io/basic-auth, stringData: { password: "" }',
  'type: kubernetes.io/ssh-auth, data: { ssh-privatekey: "" }, stringData: { ssh-privatekey: key }',
  'type: [1], data: text',
])('%s is accepted', (text) => {
  expect(told(text)).toEqual([]);
});
