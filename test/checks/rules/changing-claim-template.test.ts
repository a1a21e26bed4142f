import { CHANGING_CLAIM_TEMPLATE } from '../../../lib/checks/rules/changing-claim-template';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(CHANGING_CLAIM_TEMPLATE, CHANGING_CLAIM_TEMPLATE.wrong)).toEqual([
    'apps/StatefulSet/shop/orders-db spec.volumeClaimTemplates[0].metadata.labels["helm.sh/chart"]: got "orders-db-2.4.1"; wanted labels and annotations that stay, such as app.kubernetes.io/name and app.kubernetes.io/instance. Fix: leave out of the template what tells the chart or the version; for a StatefulSet that runs, delete it with --cascade=orphan first.',
  ]);
  expect(messagesOf(CHANGING_CLAIM_TEMPLATE, CHANGING_CLAIM_TEMPLATE.right)).toEqual([]);
});

const withMetadata = (metadata: string) => edited(CHANGING_CLAIM_TEMPLATE.right, 'labels: { app.kubernetes.io/name: orders-db }', metadata);

test('annotations count as much as labels', () => {
  const annotated = withMetadata('annotations: { checksum/config: 5b8e1f, helm.sh/chart: orders-db-2.4.1, note: kept }');
  expect(messagesOf(CHANGING_CLAIM_TEMPLATE, annotated)).toHaveLength(2);
  expect(messagesOf(CHANGING_CLAIM_TEMPLATE, withMetadata('annotations: { note: "2.4.1" }'))).toEqual([]);
});

test('a label with the tag of the image is told', () => {
  expect(messagesOf(CHANGING_CLAIM_TEMPLATE, withMetadata('labels: { version: "17.6" }'))).toHaveLength(1);
});

test('labels of the StatefulSet and of its pods may change', () => {
  const labelled = edited(
    edited(CHANGING_CLAIM_TEMPLATE.right, 'namespace: shop', 'namespace: shop, labels: { helm.sh/chart: orders-db-2.4.1 }'),
    'labels: { app: orders-db }',
    'labels: { app: orders-db, helm.sh/chart: orders-db-2.4.1 }',
  );
  expect(messagesOf(CHANGING_CLAIM_TEMPLATE, labelled)).toEqual([]);
});
