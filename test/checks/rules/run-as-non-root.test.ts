import { RUN_AS_NON_ROOT } from '../../../lib/checks/rules/run-as-non-root';
import { KubernetesVersion } from '../../../lib/model/kubernetes-version';
import { findingsOf, messagesOf } from '../../support/checked';

const pod = (spec: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec: ${spec}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(RUN_AS_NON_ROOT, RUN_AS_NON_ROOT.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].securityContext.runAsNonRoot: got nothing for runAsNonRoot; wanted runAsNonRoot: true, of the container or of its pods. Fix: set securityContext.runAsNonRoot of the pods to true, and give the image a user.',
  ]);
  expect(messagesOf(RUN_AS_NON_ROOT, RUN_AS_NON_ROOT.right)).toEqual([]);
});

test('what the pods say counts for containers that say nothing', () => {
  expect(
    messagesOf(
      RUN_AS_NON_ROOT,
      pod('{ securityContext: { runAsNonRoot: true }, initContainers: [{}], containers: [{}], ephemeralContainers: [{}] }'),
    ),
  ).toEqual([]);
  expect(
    findingsOf(
      RUN_AS_NON_ROOT,
      pod('{ securityContext: { runAsNonRoot: true }, containers: [{ securityContext: { runAsNonRoot: false } }] }'),
    ).map(({ got }) => got),
  ).toEqual(['false for runAsNonRoot']);
});

test('pods that say false are told once, whatever their containers say', () => {
  expect(
    findingsOf(
      RUN_AS_NON_ROOT,
      pod('{ securityContext: { runAsNonRoot: false }, containers: [{}, { securityContext: { runAsNonRoot: true } }] }'),
    ).map(({ field }) => field),
  ).toEqual(['spec.securityContext.runAsNonRoot']);
});

test('in a user namespace root is nobody, since 1.35', () => {
  const yaml = pod('{ hostUsers: false, containers: [{}] }');
  expect(messagesOf(RUN_AS_NON_ROOT, yaml, { kubernetes: KubernetesVersion.V1_34 })).toHaveLength(1);
  expect(messagesOf(RUN_AS_NON_ROOT, yaml, { kubernetes: KubernetesVersion.V1_35 })).toEqual([]);
});
