import { VOLUME_TYPES } from '../../../lib/checks/rules/volume-types';
import { findingsOf, messagesOf } from '../../support/checked';

const pod = (spec: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec: ${spec}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(VOLUME_TYPES, VOLUME_TYPES.wrong)).toEqual([
    '/Pod//storefront spec.volumes[0].nfs: got a volume of type nfs; wanted a configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected or secret. Fix: claim the storage through a persistentVolumeClaim.',
  ]);
  expect(messagesOf(VOLUME_TYPES, VOLUME_TYPES.right)).toEqual([]);
});

test('a hostPath is left to the level below, and a volume without a source is an emptyDir', () => {
  expect(messagesOf(VOLUME_TYPES, pod('{ volumes: [{ name: a, hostPath: { path: / } }, { name: b }, null, text] }'))).toEqual([]);
});

test('a type that nobody knows is none that is allowed', () => {
  expect(findingsOf(VOLUME_TYPES, pod('{ volumes: [{ name: a, floppy: {} }] }')).map(({ got }) => got)).toEqual([
    'a volume of type floppy',
  ]);
});
