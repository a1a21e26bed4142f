import { trafficExample } from '../../../lib/review/doors/traffic-example';
import { TRAFFIC_POLICY_CHANGED } from '../../../lib/review/rules/traffic-policy-changed';
import { effectsBy, told } from '../../support/reviewed';

const of = (before: string, after: string): string[] =>
  effectsBy(TRAFFIC_POLICY_CHANGED, trafficExample({ service: before }), trafficExample({ service: after })).map(
    ({ severity, kind, summary }) => `${severity} ${kind}: ${summary}`,
  );

test('the example is told in full', () => {
  expect(told(TRAFFIC_POLICY_CHANGED, TRAFFIC_POLICY_CHANGED.before, TRAFFIC_POLICY_CHANGED.after)).toEqual([
    'note no-restart /Service/shop/orders spec.sessionAffinity: a client stays with the pod that it got first',
  ]);
});

test('each policy is told by what it does, and those by which some get no answer are doors', () => {
  expect(of('  type: NodePort\n', '  type: NodePort\n  externalTrafficPolicy: Local\n')).toEqual([
    'warning door-closed: a node without a pod of it no longer answers from outside, and pods see the address of the client',
  ]);
  expect(of('', '  internalTrafficPolicy: Local\n  publishNotReadyAddresses: true\n')).toEqual([
    'warning door-closed: pods on a node without a pod of it get no answer any more; pods are sent to before they are ready',
  ]);
  expect(of('', '  trafficDistribution: PreferClose\n')).toEqual(['note no-restart: pods are chosen by PreferClose: near ones first']);
  expect(of('  type: NodePort\n  externalTrafficPolicy: Local\n', '  type: NodePort\n')).toEqual([
    'note no-restart: every node answers from outside, and pods no longer see the address of the client',
  ]);
  expect(of('  trafficDistribution: PreferClose\n', '')).toEqual(['note no-restart: pods are chosen wherever they are']);
  expect(of('  sessionAffinity: ClientIP\n', '')).toEqual(['note no-restart: a client gets any pod with each connection']);
  expect(of('  publishNotReadyAddresses: true\n', '')).toEqual(['note no-restart: only pods that are ready are sent to']);
  expect(of('  internalTrafficPolicy: Local\n', '')).toEqual(['note no-restart: pods of every node are sent to, wherever the caller is']);
});

test('a policy that comes or goes with the type is part of that', () => {
  expect(of('', '  type: NodePort\n')).toEqual([]);
  expect(of('  type: NodePort\n', '')).toEqual([]);
});
