import { ROLLING_UPDATE } from '../../../lib/checks/rules/rolling-update';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(ROLLING_UPDATE, ROLLING_UPDATE.wrong)).toEqual([
    'apps/Deployment//storefront spec.strategy.type: got Recreate; wanted a rolling update that keeps most of the pods. Fix: use RollingUpdate with maxUnavailable 0 and a maxSurge.',
  ]);
  expect(messagesOf(ROLLING_UPDATE, ROLLING_UPDATE.right)).toEqual([]);
});

const SERVICE = `---
apiVersion: v1
kind: Service
metadata: { name: storefront }
spec: { selector: { app: storefront }, ports: [{ port: 80 }] }
`;
const VOLUME = '      volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]\n      containers:';
const single = edited(ROLLING_UPDATE.wrong, 'replicas: 3', 'replicas: 1');

test('a single pod without a Service may go first', () => {
  expect(messagesOf(ROLLING_UPDATE, single)).toEqual([]);
});

test('a single pod behind a Service may go first only for the sake of its volume', () => {
  expect(messagesOf(ROLLING_UPDATE, single + SERVICE)).toHaveLength(1);
  expect(messagesOf(ROLLING_UPDATE, edited(single, '      containers:', VOLUME) + SERVICE)).toEqual([]);
});

test.each(['3', '4', '100%'])('maxUnavailable %s of 3 pods is refused', (unavailable) => {
  const messages = messagesOf(ROLLING_UPDATE, edited(ROLLING_UPDATE.right, 'maxUnavailable: 0', `maxUnavailable: ${unavailable}`));
  expect(messages[0]).toContain(`spec.strategy.rollingUpdate.maxUnavailable: got ${unavailable} of 3 pods`);
});

test.each(['2', '50%'])('maxUnavailable %s of 3 pods is accepted', (unavailable) => {
  expect(messagesOf(ROLLING_UPDATE, edited(ROLLING_UPDATE.right, 'maxUnavailable: 0', `maxUnavailable: ${unavailable}`))).toEqual([]);
});

test('a single pod goes before its successor comes where one may be missing', () => {
  const alone = edited(edited(ROLLING_UPDATE.right, 'maxUnavailable: 0', 'maxUnavailable: 1'), 'replicas: 3', 'replicas: 1');
  expect(messagesOf(ROLLING_UPDATE, alone)).toEqual([]);
});
