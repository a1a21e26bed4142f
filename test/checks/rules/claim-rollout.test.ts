import { CLAIM_ROLLOUT } from '../../../lib/checks/rules/claim-rollout';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(CLAIM_ROLLOUT, CLAIM_ROLLOUT.wrong)).toEqual([
    'apps/Deployment/shop/cms spec.strategy: got a RollingUpdate with maxSurge 25% over the ReadWriteOnce claim "uploads"; wanted a strategy that takes the old pod away first: Recreate, or a RollingUpdate with maxSurge 0. Fix: set strategy.type to Recreate, or make it a StatefulSet.',
  ]);
  expect(messagesOf(CLAIM_ROLLOUT, CLAIM_ROLLOUT.right)).toEqual([]);
});

const withStrategy = (strategy: string) => messagesOf(CLAIM_ROLLOUT, edited(CLAIM_ROLLOUT.wrong, '{ type: RollingUpdate }', strategy));

test.each(['null', '{}', '{ rollingUpdate: { maxSurge: 1 } }', '{ type: RollingUpdate, rollingUpdate: { maxUnavailable: 1 } }'])(
  'a strategy of %s makes the new pod first',
  (strategy) => {
    expect(withStrategy(strategy)).toHaveLength(1);
  },
);

test.each(['0', '0%'])('a surge of %s takes the old pod away first', (surge) => {
  expect(withStrategy(`{ rollingUpdate: { maxSurge: ${surge}, maxUnavailable: 1 } }`)).toEqual([]);
});

const withModes = (modes: string) => messagesOf(CLAIM_ROLLOUT, edited(CLAIM_ROLLOUT.wrong, '[ReadWriteOnce]', modes));

test('it matters for claims of one node or one pod', () => {
  expect(withModes('[ReadWriteOncePod]')[0]).toContain('over the ReadWriteOncePod claim "uploads"');
  expect(withModes('[ReadWriteMany]')).toEqual([]);
  expect(withModes('[ReadOnlyMany]')).toEqual([]);
  expect(withModes('[ReadWriteOnce, ReadWriteMany]')).toEqual([]);
});

test('a claim that is not there is not guessed at, and one of another namespace is not the one', () => {
  expect(messagesOf(CLAIM_ROLLOUT, edited(CLAIM_ROLLOUT.wrong, 'claimName: uploads', 'claimName: files'))).toEqual([]);
  expect(messagesOf(CLAIM_ROLLOUT, edited(CLAIM_ROLLOUT.wrong, 'name: uploads, namespace: shop', 'name: uploads, namespace: b'))).toEqual(
    [],
  );
});

test('a Deployment without pods rolls nothing out', () => {
  expect(messagesOf(CLAIM_ROLLOUT, edited(CLAIM_ROLLOUT.wrong, 'replicas: 1', 'replicas: 0'))).toEqual([]);
});

test('one finding tells of the strategy, however many claims there are', () => {
  const two = edited(CLAIM_ROLLOUT.wrong, 'volumes: [', 'volumes: [{ name: more, persistentVolumeClaim: { claimName: uploads } }, ');
  expect(messagesOf(CLAIM_ROLLOUT, two)).toHaveLength(1);
});
