import { LIVENESS_PROBE } from '../../../lib/checks/rules/liveness-probe';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(LIVENESS_PROBE, LIVENESS_PROBE.wrong)).toEqual([
    'apps/Deployment//storefront spec.template.spec.containers[0]: got container "app" without one; wanted a livenessProbe where only a restart can help. Fix: ask whether the process still works, and nothing that it depends on.',
  ]);
  expect(messagesOf(LIVENESS_PROBE, LIVENESS_PROBE.right)).toEqual([]);
});

test('what ends by itself needs none', () => {
  expect(messagesOf(LIVENESS_PROBE, edited(edited(LIVENESS_PROBE.wrong, 'apps/v1', 'batch/v1'), 'Deployment', 'Job'))).toEqual([]);
});

test('it is asked of main containers only', () => {
  const init = edited(
    LIVENESS_PROBE.right,
    '      containers:',
    "      initContainers: [{ name: wait, image: 'w:1' }, { name: proxy, image: 'p:1', restartPolicy: Always }]\n      containers:",
  );
  expect(messagesOf(LIVENESS_PROBE, init)).toEqual([]);
});
