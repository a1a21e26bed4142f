import { PROGRESS_DEADLINE } from '../../../lib/checks/rules/progress-deadline';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(PROGRESS_DEADLINE, PROGRESS_DEADLINE.wrong)).toEqual([
    'apps/Deployment//storefront spec.progressDeadlineSeconds: got 120 s, where pods may take 300 s to start and 0 s to count; wanted more than the longest startup probe and minReadySeconds together. Fix: raise progressDeadlineSeconds, or shorten the startup probe.',
  ]);
  expect(messagesOf(PROGRESS_DEADLINE, PROGRESS_DEADLINE.right)).toEqual([]);
});

test('without a word the deadline is 600 s', () => {
  const silent = (threshold: number) =>
    edited(
      edited(PROGRESS_DEADLINE.wrong, '  progressDeadlineSeconds: 120\n', ''),
      'failureThreshold: 60',
      `failureThreshold: ${threshold}`,
    );
  expect(messagesOf(PROGRESS_DEADLINE, silent(119))).toEqual([]);
  expect(messagesOf(PROGRESS_DEADLINE, silent(120))).toHaveLength(1);
});

test('what a pod has to wait before it counts is added', () => {
  const waiting = edited(PROGRESS_DEADLINE.right, 'progressDeadlineSeconds: 600', 'progressDeadlineSeconds: 310\n  minReadySeconds: 10');
  expect(messagesOf(PROGRESS_DEADLINE, waiting)[0]).toContain('got 310 s, where pods may take 300 s to start and 10 s to count');
});

test('without a startup probe nothing is known of the start', () => {
  expect(messagesOf(PROGRESS_DEADLINE, edited(PROGRESS_DEADLINE.wrong, 'startupProbe', 'readinessProbe'))).toEqual([]);
});

test('a wait that is longer than the deadline is refused by the API server already', () => {
  const waiting = edited(edited(PROGRESS_DEADLINE.wrong, 'startupProbe', 'readinessProbe'), '120', '5\n  minReadySeconds: 10');
  expect(messagesOf(PROGRESS_DEADLINE, waiting)).toEqual([]);
});
