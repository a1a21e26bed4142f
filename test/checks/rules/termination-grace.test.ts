import { TERMINATION_GRACE } from '../../../lib/checks/rules/termination-grace';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(TERMINATION_GRACE, TERMINATION_GRACE.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].lifecycle.preStop: got a sleep of 30 s in a grace of 30 s; wanted terminationGracePeriodSeconds above the sleep of preStop, by as long as requests take. Fix: raise terminationGracePeriodSeconds.',
  ]);
  expect(messagesOf(TERMINATION_GRACE, TERMINATION_GRACE.right)).toEqual([]);
});

const SLEEP = 'sleep: { seconds: 30 }';

test('without a word the grace is 30 s', () => {
  const silent = edited(TERMINATION_GRACE.wrong, '  terminationGracePeriodSeconds: 30\n', '');
  expect(messagesOf(TERMINATION_GRACE, silent)).toHaveLength(1);
  expect(messagesOf(TERMINATION_GRACE, edited(silent, 'seconds: 30', 'seconds: 29'))).toEqual([]);
});

test.each(['[sleep, "30"]', '[/bin/sh, -c, sleep 30]', '[sh, -c, "sleep 10 && nginx -s quit; sleep 20"]'])(
  'the command %s sleeps as long',
  (command) => {
    expect(messagesOf(TERMINATION_GRACE, edited(TERMINATION_GRACE.wrong, SLEEP, `exec: { command: ${command} }`))[0]).toContain(
      'got a sleep of 30 s in a grace of 30 s',
    );
  },
);

test('a command that sleeps less, or not at all, is accepted', () => {
  expect(messagesOf(TERMINATION_GRACE, edited(TERMINATION_GRACE.wrong, SLEEP, 'exec: { command: [sleep, "15"] }'))).toEqual([]);
  expect(messagesOf(TERMINATION_GRACE, edited(TERMINATION_GRACE.wrong, SLEEP, 'exec: { command: [nosleep 99] }'))).toEqual([]);
});

test('a sidecar has the same grace', () => {
  const sidecar = edited(
    TERMINATION_GRACE.wrong,
    '  containers:\n    - name: app',
    "  containers: [{ name: web, image: 'a:1' }]\n  initContainers:\n    - name: app\n      restartPolicy: Always",
  );
  expect(messagesOf(TERMINATION_GRACE, sidecar)[0]).toContain('spec.initContainers[0].lifecycle.preStop');
});

test('who does not sleep may have no grace at all', () => {
  expect(
    messagesOf(TERMINATION_GRACE, edited(edited(TERMINATION_GRACE.wrong, SLEEP, 'httpGet: { port: 80 }'), 'Seconds: 30', 'Seconds: 0')),
  ).toEqual([]);
});
