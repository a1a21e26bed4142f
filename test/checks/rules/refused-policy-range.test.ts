import { REFUSED_POLICY_RANGE } from '../../../lib/checks/rules/refused-policy-range';
import { KubernetesVersion } from '../../../lib/model/kubernetes-version';
import { messagesOf } from '../../support/checked';

const object = (text: string): string =>
  `{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: it }, spec: { podSelector: {}, ingress: [{ ${text} }] } }`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(REFUSED_POLICY_RANGE, REFUSED_POLICY_RANGE.wrong)).toEqual([
    'networking.k8s.io/NetworkPolicy/shop/storefront spec.egress[0].to[0].ipBlock.except[0]: got "192.168.0.0/16" of "10.0.0.0/8"; wanted a part of cidr, less than the whole. Fix: correct or remove the exception.',
  ]);
  expect(messagesOf(REFUSED_POLICY_RANGE, REFUSED_POLICY_RANGE.right)).toEqual([]);
});

const told = (text: string): string[] =>
  messagesOf(REFUSED_POLICY_RANGE, object(text)).map((line) => line.replace(/^\S+ (.*)\. Fix.*$/, '$1'));

test.each([
  ['from: [{ ipBlock: { cidr: 10.0.0.1 } }]', 'spec.ingress[0].from[0].ipBlock.cidr: got "10.0.0.1"; wanted a CIDR such as 203.0.113.0/24'],
  [
    'from: [{ ipBlock: { cidr: 10.0.0.0/33 } }]',
    'spec.ingress[0].from[0].ipBlock.cidr: got "10.0.0.0/33"; wanted a CIDR such as 203.0.113.0/24',
  ],
  [
    'from: [{ ipBlock: { cidr: "", except: [10.0.0.0/8] } }]',
    'spec.ingress[0].from[0].ipBlock.cidr: got ""; wanted a CIDR such as 203.0.113.0/24',
  ],
  [
    'from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [shop.example] } }]',
    'spec.ingress[0].from[0].ipBlock.except[0]: got "shop.example"; wanted a CIDR such as 203.0.113.0/24',
  ],
  [
    'from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.0.0.0/8] } }]',
    'spec.ingress[0].from[0].ipBlock.except[0]: got "10.0.0.0/8" of "10.0.0.0/8"; wanted a part of cidr, less than the whole',
  ],
  ['ports: [{ endPort: 90 }]', 'spec.ingress[0].ports[0].endPort: got 90 beside no port; wanted a port that is a number beside it'],
  [
    'ports: [{ port: http, endPort: 90 }]',
    'spec.ingress[0].ports[0].endPort: got 90 beside port "http"; wanted a port that is a number beside it',
  ],
  ['ports: [{ port: 90, endPort: 80 }]', 'spec.ingress[0].ports[0].endPort: got 80, after port 90; wanted a number from port to 65535'],
  [
    'ports: [{ port: 90, endPort: 65536 }]',
    'spec.ingress[0].ports[0].endPort: got 65536, after port 90; wanted a number from port to 65535',
  ],
])('%s is told', (text, message) => {
  expect(told(text)).toEqual([message]);
});

test.each([
  'from: [{ ipBlock: { cidr: 2001:db8::/32, except: [2001:db8:1::/48] } }]',
  'from: [{ ipBlock: { cidr: 10.0.0.1/8 } }]',
  'from: [{ ipBlock: { cidr: 010.0.0.0/08, except: [10.1.0.0/16] } }]',
  'ports: [{ port: 80, endPort: 80 }, { port: http }]',
  'from: [null, { ipBlock: text }], ports: text',
])('%s is accepted', (text) => {
  expect(told(text)).toEqual([]);
});

test.each([['10.0.0.1/8'], ['010.0.0.0/8'], ['10.0.0.0/08'], ['2001:db8::1/32'], ['"::ffff:10.0.0.0/104"']])(
  'Kubernetes 1.36 refuses %s, 1.35 takes it',
  (cidr) => {
    const policy = object(`from: [{ ipBlock: { cidr: ${cidr} } }]`);
    expect(messagesOf(REFUSED_POLICY_RANGE, policy, { kubernetes: KubernetesVersion.V1_36 })).toEqual([
      `networking.k8s.io/NetworkPolicy//it spec.ingress[0].from[0].ipBlock.cidr: got "${cidr.replaceAll('"', '')}"; wanted the first address of its network, without zeros in front. Fix: write the network and the length of its prefix.`,
    ]);
    expect(messagesOf(REFUSED_POLICY_RANGE, policy, { kubernetes: KubernetesVersion.V1_35 })).toEqual([]);
  },
);
