import { DATABASE_ACCESS_MODE } from '../../../lib/checks/rules/database-access-mode';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(DATABASE_ACCESS_MODE, DATABASE_ACCESS_MODE.wrong)).toEqual([
    'apps/StatefulSet/shop/orders-db spec.volumeClaimTemplates[0]: got PostgreSQL on a ReadWriteMany claim; wanted ReadWriteOnce or ReadWriteOncePod. Fix: ask for ReadWriteOncePod, in a claim of a class with block storage.',
  ]);
  expect(messagesOf(DATABASE_ACCESS_MODE, DATABASE_ACCESS_MODE.right)).toEqual([]);
});

test('a claim of many modes has to be good for many nodes', () => {
  const many = edited(DATABASE_ACCESS_MODE.wrong, '[ReadWriteMany]', '[ReadWriteOnce, ReadWriteMany]');
  expect(messagesOf(DATABASE_ACCESS_MODE, many)).toHaveLength(1);
});

test('caches and what is not known may share their files', () => {
  const of = (image: string) => messagesOf(DATABASE_ACCESS_MODE, edited(DATABASE_ACCESS_MODE.wrong, 'postgres:17.6', image));
  expect(of('registry.example/cms:2.4.1')).toEqual([]);
  expect(of('redis:8.2.1')).toEqual([]);
  expect(of('rabbitmq:4.1.3')).toHaveLength(1);
});

test('a second claim for dumps may be for many nodes', () => {
  const dumps = edited(
    edited(DATABASE_ACCESS_MODE.right, 'volumeMounts: [', 'volumeMounts: [{ name: dumps, mountPath: /dumps }, '),
    'volumeClaimTemplates:\n',
    'volumeClaimTemplates:\n    - { metadata: { name: dumps }, spec: { accessModes: [ReadWriteMany] } }\n',
  );
  expect(messagesOf(DATABASE_ACCESS_MODE, dumps)).toEqual([]);
});

test('a claim by its name is looked up, and one that is not there is left alone', () => {
  const named = edited(
    edited(DATABASE_ACCESS_MODE.wrong, 'volumeClaimTemplates', 'x'),
    '      containers:',
    '      volumes: [{ name: data, persistentVolumeClaim: { claimName: orders } }]\n      containers:',
  );
  expect(messagesOf(DATABASE_ACCESS_MODE, named)).toEqual([]);
  const claim =
    '---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: orders, namespace: shop }\nspec: { accessModes: [ReadWriteMany] }\n';
  expect(messagesOf(DATABASE_ACCESS_MODE, named + claim)[0]).toContain(
    'apps/StatefulSet/shop/orders-db spec.template.spec.volumes[0].persistentVolumeClaim: got PostgreSQL on a ReadWriteMany claim',
  );
});
