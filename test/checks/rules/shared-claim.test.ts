import { SHARED_CLAIM } from '../../../lib/checks/rules/shared-claim';
import { findingsOf, messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(SHARED_CLAIM, SHARED_CLAIM.wrong)).toEqual([
    '/Pod/shop/thumbnails spec.volumes[0].persistentVolumeClaim: got the ReadWriteOnce claim "uploads", which /Pod/shop/cms has too; wanted a claim of its own, a required podAffinity to the pods that have the volume, or a claim that is ReadWriteMany. Fix: give each workload its own claim, or let one of them serve the files to the other.',
  ]);
  expect(messagesOf(SHARED_CLAIM, SHARED_CLAIM.right)).toEqual([]);
});

test('a claim for many nodes is for many workloads, one for a single pod is not for two at one node either', () => {
  expect(messagesOf(SHARED_CLAIM, edited(SHARED_CLAIM.wrong, '[ReadWriteOnce]', '[ReadWriteMany]'))).toEqual([]);
  expect(messagesOf(SHARED_CLAIM, edited(SHARED_CLAIM.right, '[ReadWriteOnce]', '[ReadWriteOncePod]'))[0]).toContain(
    'got the ReadWriteOncePod claim "uploads"',
  );
});

test('it counts as well when the first of the two is told where to be', () => {
  const pinned = edited(
    SHARED_CLAIM.wrong,
    '  containers: [{ name: app, image: registry.example/cms',
    '  nodeName: node-1\n  containers: [{ name: app, image: registry.example/cms',
  );
  expect(messagesOf(SHARED_CLAIM, pinned)).toEqual([]);
});

test('claims of one name in two namespaces are two', () => {
  const apart = edited(SHARED_CLAIM.wrong, 'name: thumbnails, namespace: shop', 'name: thumbnails, namespace: other');
  expect(messagesOf(SHARED_CLAIM, apart)).toEqual([]);
});

test('every further workload is told against the first, with its own field', () => {
  const cron = `---
apiVersion: batch/v1
kind: CronJob
metadata: { name: copy, namespace: shop }
spec:
  jobTemplate:
    spec:
      template:
        spec: { containers: [], volumes: [{ name: x, emptyDir: {} }, { name: uploads, persistentVolumeClaim: { claimName: uploads } }] }
`;
  expect(findingsOf(SHARED_CLAIM, SHARED_CLAIM.wrong + cron)).toMatchObject([
    { object: '/Pod/shop/thumbnails', severity: 'warning' },
    {
      object: 'batch/CronJob/shop/copy',
      severity: 'note',
      field: 'spec.jobTemplate.spec.template.spec.volumes[1].persistentVolumeClaim',
      got: 'the ReadWriteOnce claim "uploads", which /Pod/shop/cms has too',
    },
  ]);
});

test('a workload that mounts its claim twice shares it with nobody', () => {
  const twice = edited(
    edited(
      SHARED_CLAIM.wrong,
      'name: uploads, persistentVolumeClaim: { claimName: uploads } }]',
      'name: uploads, persistentVolumeClaim: { claimName: uploads } }, { name: again, persistentVolumeClaim: { claimName: uploads } }]',
    ),
    'name: thumbnails, namespace: shop',
    'name: thumbnails, namespace: other',
  );
  expect(messagesOf(SHARED_CLAIM, twice)).toEqual([]);
});
