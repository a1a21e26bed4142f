import { HOST_PROBE_ADDRESS } from '../../../lib/checks/rules/host-probe-address';
import { KubernetesVersion } from '../../../lib/model/kubernetes-version';
import { findingsOf, messagesOf } from '../../support/checked';

const pod = (spec: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec: ${spec}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(HOST_PROBE_ADDRESS, HOST_PROBE_ADDRESS.wrong)).toEqual([
    `/Pod//storefront spec.containers[0].livenessProbe.httpGet.host: got host "169.254.169.254"; wanted no host, which means the pod's own address. Fix: remove host; a header named Host sets the virtual host.`,
  ]);
  expect(messagesOf(HOST_PROBE_ADDRESS, HOST_PROBE_ADDRESS.right)).toEqual([]);
});

test('the standard has it since 1.34', () => {
  expect(messagesOf(HOST_PROBE_ADDRESS, HOST_PROBE_ADDRESS.wrong, { kubernetes: KubernetesVersion.V1_33 })).toEqual([]);
  expect(messagesOf(HOST_PROBE_ADDRESS, HOST_PROBE_ADDRESS.wrong, { kubernetes: KubernetesVersion.V1_35 })).toHaveLength(1);
});

test('each probe and handler is told by its field', () => {
  const call = '{ tcpSocket: { host: db.example } }';
  const spec = `{ containers: [{ livenessProbe: ${call}, readinessProbe: ${call}, startupProbe: ${call}, lifecycle: { postStart: ${call}, preStop: ${call} } }] }`;
  expect(findingsOf(HOST_PROBE_ADDRESS, pod(spec)).map(({ field }) => field)).toEqual(
    ['lifecycle.postStart', 'lifecycle.preStop', 'livenessProbe', 'readinessProbe', 'startupProbe'].map(
      (f) => `spec.containers[0].${f}.tcpSocket.host`,
    ),
  );
});
