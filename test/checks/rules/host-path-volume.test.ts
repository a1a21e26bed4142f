import { HOST_PATH_VOLUME } from '../../../lib/checks/rules/host-path-volume';
import { messagesOf } from '../../support/checked';

const pod = (spec: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec: ${spec}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(HOST_PATH_VOLUME, HOST_PATH_VOLUME.wrong)).toEqual([
    '/Pod//storefront spec.volumes[0].hostPath: got a hostPath volume; wanted a volume of another type. Fix: use a persistentVolumeClaim, an emptyDir or a configMap.',
  ]);
  expect(messagesOf(HOST_PATH_VOLUME, HOST_PATH_VOLUME.right)).toEqual([]);
});

test.each(['[null, text]', '{}', '[{ name: a, hostPath: null }]', '[{ name: a, hostPath: text }]'])(
  'volumes %s are none of the host',
  (volumes) => {
    expect(messagesOf(HOST_PATH_VOLUME, pod(`{ volumes: ${volumes} }`))).toEqual([]);
  },
);
