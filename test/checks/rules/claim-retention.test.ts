import { CLAIM_RETENTION } from '../../../lib/checks/rules/claim-retention';
import { findingsOf, messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(CLAIM_RETENTION, CLAIM_RETENTION.wrong)).toEqual([
    'apps/StatefulSet/shop/orders-db spec.persistentVolumeClaimRetentionPolicy.whenScaled: got Delete; wanted Retain, which is what the API server takes where nothing is said. Fix: set whenScaled and whenDeleted to Retain, and delete claims by hand.',
  ]);
  expect(messagesOf(CLAIM_RETENTION, CLAIM_RETENTION.right)).toEqual([]);
});

test('claims that go with the StatefulSet itself are a note, for that is how a shop that passes is written', () => {
  const passing = edited(CLAIM_RETENTION.right, 'whenDeleted: Retain', 'whenDeleted: Delete');
  expect(findingsOf(CLAIM_RETENTION, passing)).toMatchObject([
    { severity: 'note', field: 'spec.persistentVolumeClaimRetentionPolicy.whenDeleted', got: 'Delete' },
  ]);
  expect(findingsOf(CLAIM_RETENTION, CLAIM_RETENTION.wrong)).toMatchObject([{ severity: 'warning' }]);
});

test('no policy means Retain', () => {
  const policy = 'persistentVolumeClaimRetentionPolicy: { whenScaled: Delete, whenDeleted: Retain }';
  expect(messagesOf(CLAIM_RETENTION, edited(CLAIM_RETENTION.wrong, policy, ''))).toEqual([]);
});

test('a StatefulSet without templates has no claims to lose', () => {
  expect(messagesOf(CLAIM_RETENTION, edited(CLAIM_RETENTION.wrong, 'volumeClaimTemplates', 'x'))).toEqual([]);
});
