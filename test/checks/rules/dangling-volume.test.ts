import { DANGLING_VOLUME } from '../../../lib/checks/rules/dangling-volume';
import { findingsOf, messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(DANGLING_VOLUME, DANGLING_VOLUME.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].volumeMounts[0].name: got "cahce"; wanted a volume of the pod, or a claim template of its StatefulSet. Fix: add the volume, or correct its name.',
  ]);
  expect(messagesOf(DANGLING_VOLUME, DANGLING_VOLUME.right)).toEqual([]);
});

const workload = (kind: string, template: string) => `
apiVersion: apps/v1
kind: ${kind}
metadata: { name: db, namespace: shop }
spec:
  volumeClaimTemplates: [{ metadata: { name: data } }]
  template: { spec: ${template} }
`;

test('a claim template is a volume of a StatefulSet, and of nothing else', () => {
  const spec = '{ containers: [{ name: db, volumeMounts: [{ name: data }] }] }';
  expect(messagesOf(DANGLING_VOLUME, workload('StatefulSet', spec))).toEqual([]);
  expect(messagesOf(DANGLING_VOLUME, workload('Deployment', spec))).toHaveLength(1);
});

test('containers of all roles are looked at, and devices too', () => {
  const spec = '{ initContainers: [{ name: a, volumeMounts: [{ name: x }] }], containers: [{ name: b, volumeDevices: [{ name: y }] }] }';
  expect(findingsOf(DANGLING_VOLUME, workload('Deployment', spec)).map(({ field }) => field)).toEqual([
    'spec.template.spec.containers[0].volumeDevices[0].name',
    'spec.template.spec.initContainers[0].volumeMounts[0].name',
  ]);
});

test.each(['text', '[null, 1, {}]', '[{ name: "" }]', '[{ name: 7 }]'])('mounts that are %s are the schema’s to tell', (mounts) => {
  expect(messagesOf(DANGLING_VOLUME, edited(DANGLING_VOLUME.wrong, '[{ name: cahce, mountPath: /var/cache }]', mounts))).toEqual([]);
});
