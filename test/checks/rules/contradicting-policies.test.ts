import { CONTRADICTING_POLICIES } from '../../../lib/checks/rules/contradicting-policies';
import { findingsOf, messagesOf } from '../../support/checked';

const pod = (name: string, { namespace = 'shop', spec = 'containers: [{ name: app }]' } = {}) => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: ${namespace}, labels: { app: ${name}, tier: any } }
spec: { ${spec} }
`;
const policy = (name: string, spec: string, namespace = 'shop') => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: ${namespace} }
spec: ${spec}
`;
const to = (peer: string, ports = '{ port: 80 }', pods = 'app: a') =>
  policy('out', `{ podSelector: { matchLabels: { ${pods} } }, policyTypes: [Egress], egress: [{ to: [${peer}], ports: [${ports}] }] }`);
const from = (peer: string, ports = '{ port: 80 }', namespace = 'shop') =>
  policy(
    'in',
    `{ podSelector: { matchLabels: { app: b } }, policyTypes: [Ingress], ingress: [{ from: [${peer}], ports: [${ports}] }] }`,
    namespace,
  );
const app = (name: string) => `{ podSelector: { matchLabels: { app: ${name} } } }`;
const closed = (name: string, type: string) =>
  policy(`closed-${name}`, `{ podSelector: { matchLabels: { app: ${name} } }, policyTypes: [${type}] }`);

const found = (...objects: string[]) =>
  findingsOf(CONTRADICTING_POLICIES, objects.join('---')).map(({ object, field, got }) => `${object} ${field}: ${got}`);

const OUT = 'networking.k8s.io/NetworkPolicy/shop/out spec.egress[0].to[0]';
const IN = 'networking.k8s.io/NetworkPolicy/shop/in spec.ingress[0].from[0]';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(CONTRADICTING_POLICIES, CONTRADICTING_POLICIES.wrong)).toEqual([
    'networking.k8s.io/NetworkPolicy/shop/storefront spec.egress[0].to[0]: got the target apps/Deployment/shop/orders, whose own policies do not let apps/Deployment/shop/storefront in on TCP 8080; wanted a connection that the policies of both ends let through. Fix: open the same pods and ports at the other end, or remove the peer.',
  ]);
  expect(messagesOf(CONTRADICTING_POLICIES, CONTRADICTING_POLICIES.right)).toEqual([]);
});

test('a target that lets somebody else in, or nobody, contradicts its client', () => {
  const refused = [`${OUT}: the target /Pod/shop/b, whose own policies do not let /Pod/shop/a in on TCP 80`];
  expect(found(pod('a'), pod('b'), pod('c'), to(app('b')), from(app('c')))).toEqual(refused);
  expect(found(pod('a'), pod('b'), to(app('b')), closed('b', 'Ingress'))).toEqual(refused);
});

test('a client that may not go where it is let in contradicts its target', () => {
  const refused = [`${IN}: the client /Pod/shop/a, whose own policies do not let it connect to /Pod/shop/b`];
  expect(found(pod('a'), pod('b'), pod('c'), from(app('a')), to(app('c')))).toEqual(refused);
  expect(found(pod('a'), pod('b'), from(app('a')), closed('a', 'Egress'))).toEqual(refused);
});

test('where both ends name each other on other ports, the client is told and not the target too', () => {
  expect(found(pod('a'), pod('b'), to(app('b')), from(app('a'), '{ port: 81 }'))).toEqual([
    `${OUT}: the target /Pod/shop/b, whose own policies do not let /Pod/shop/a in on TCP 80`,
  ]);
  expect(found(pod('a'), pod('b'), to(app('b')), from(app('a'), '{ port: 80, protocol: UDP }'))).toHaveLength(1);
});

test.each([
  ['no policy over the target', to(app('b'))],
  ['no policy over the client', from(app('a'))],
  ['the same port at both ends', `${to(app('b'))}---${from(app('a'))}`],
  ['one port of several at both ends', `${to(app('b'), '{ port: 79 }, { port: 80 }')}---${from(app('a'))}`],
  ['a range that holds the port', `${to(app('b'), '{ port: 1, endPort: 99 }')}---${from(app('a'))}`],
  ['a second policy of the target that lets the client in', `${to(app('b'))}---${closed('b', 'Ingress')}---${from(app('a'))}`],
  ['a peer that is not in the set', `${to(app('other'))}---${closed('b', 'Ingress')}`],
  ['addresses', `${to('{ ipBlock: { cidr: 10.0.0.0/8 } }')}---${closed('b', 'Ingress')}`],
  ['a client that may go everywhere', `${to('{ podSelector: {} }')}---${closed('a', 'Ingress')}---${closed('b', 'Ingress')}`],
  ['a named port that the target does not have', `${to(app('b'), '{ port: http }')}---${closed('b', 'Ingress')}`],
  ['a rule of the other direction alone', `${to(app('b'))}---${closed('b', 'Egress')}`],
])('%s is no contradiction', (_, policies) => {
  expect(found(pod('a'), pod('b'), policies)).toEqual([]);
});

test('a named port is the one that the target calls so', () => {
  const named = pod('b', { spec: 'containers: [{ name: app, ports: [{ name: http, containerPort: 8080 }] }]' });
  expect(found(pod('a'), named, to(app('b'), '{ port: http }'), from(app('a'), '{ port: 8080 }'))).toEqual([]);
  expect(found(pod('a'), named, to(app('b'), '{ port: http }'), from(app('a'), '{ port: 80 }'))).toHaveLength(1);
});

test('a peer that opens the way to one of the pods that it names is alive', () => {
  const wide = to('{ podSelector: { matchLabels: { tier: any } } }');
  const shut = [closed('b', 'Ingress'), closed('c', 'Ingress'), closed('a', 'Ingress')];
  expect(found(pod('a'), pod('b'), pod('c'), wide, ...shut.slice(0, 2))).toEqual([]);
  expect(found(pod('a'), pod('b'), pod('c'), wide, ...shut)).toHaveLength(1);
});

test('a peer of another namespace is looked up there, by the name of the namespace', () => {
  const there = '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: other } }, podSelector: { matchLabels: { app: b } } }';
  const here = '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } }, podSelector: { matchLabels: { app: a } } }';
  const b = pod('b', { namespace: 'other' });
  expect(found(pod('a'), b, to(there), from(here, '{ port: 80 }', 'other'))).toEqual([]);
  expect(found(pod('a'), b, to(there), from(app('a'), '{ port: 80 }', 'other'))).toHaveLength(1);
});

test('a namespace that the target asks for by labels which the set does not say may be the one', () => {
  const labelled = from('{ namespaceSelector: { matchLabels: { team: shop } } }');
  const namespace = (team: string) => `\napiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { team: ${team} } }\n`;
  expect(found(pod('a'), pod('b'), to(app('b')), labelled)).toEqual([]);
  expect(found(pod('a'), pod('b'), to(app('b')), labelled, namespace('shop'))).toEqual([]);
  expect(found(pod('a'), pod('b'), to(app('b')), labelled, namespace('other'))).toHaveLength(1);
});

test('pods on the host network are out of the reach of policies', () => {
  const onHost = (name: string) => pod(name, { spec: 'hostNetwork: true' });
  expect(found(onHost('a'), pod('b'), to(app('b')), closed('b', 'Ingress'))).toEqual([]);
  expect(found(pod('a'), onHost('b'), to(app('b')), closed('b', 'Ingress'))).toEqual([]);
});

test('the field is that of the peer, whatever else stands in the lists', () => {
  const spec = `{ podSelector: { matchLabels: { app: a } }, egress: [null, { to: [x, ${app('b')}] }] }`;
  const where = found(pod('a'), pod('b'), policy('out', spec), closed('b', 'Ingress'));
  expect(where).toEqual([
    'networking.k8s.io/NetworkPolicy/shop/out spec.egress[1].to[1]: the target /Pod/shop/b, whose own policies do not let /Pod/shop/a in on every port',
  ]);
});

test('a peer that stands for more than 100 connections is not looked at one by one', () => {
  const clients = (count: number) => Array.from({ length: count }, (_, i) => pod(`a${i}`));
  const wide = (count: number) => found(...clients(count), pod('b'), to(app('b'), '{ port: 80 }', 'tier: any'), closed('b', 'Ingress'));
  // The target bears the label as well.
  expect(wide(99)).toHaveLength(1);
  expect(wide(100)).toEqual([]);
});
