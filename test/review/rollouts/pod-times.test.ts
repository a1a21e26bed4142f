import { podTimes } from '../../../lib/review/rollouts/pod-times';
import { setOf } from '../../support/reviewed';

const times = (containers: string, more = ''): ReturnType<typeof podTimes> => {
  const [pods] = setOf(`{ apiVersion: v1, kind: Pod, metadata: { name: it }, spec: { containers: [${containers}]${more} } }`).pods;
  if (!pods) throw new Error('no pods');
  return podTimes(pods);
};

test('without a probe nothing is waited for, and the grace is that of the API', () => {
  expect(times('{ name: a }')).toEqual({ startLeast: 0, grace: 30, minReady: 0 });
  expect(times('{ name: a }', ', terminationGracePeriodSeconds: 0')).toEqual({ startLeast: 0, grace: 0, minReady: 0 });
});

test('a readiness probe waits, and asks as often as it must say yes', () => {
  expect(times('{ name: a, readinessProbe: { initialDelaySeconds: 5, successThreshold: 3, periodSeconds: 2 } }').startLeast).toBe(9);
  expect(times('{ name: a, readinessProbe: { successThreshold: 2 } }').startLeast).toBe(10);
});

test('a startup probe sets a limit, if every container has one', () => {
  const startup = 'startupProbe: { initialDelaySeconds: 3, periodSeconds: 5, failureThreshold: 4 }';
  expect(times(`{ name: a, ${startup} }`)).toMatchObject({ startLeast: 3, startMost: 23 });
  expect(times(`{ name: a, ${startup} }, { name: b }`).startMost).toBeUndefined();
  expect(times('{ name: a, startupProbe: {} }')).toMatchObject({ startLeast: 0, startMost: 30 });
});

test('sidecars start one after the other, before the containers', () => {
  const sidecar = (name: string): string =>
    `{ name: ${name}, restartPolicy: Always, startupProbe: { initialDelaySeconds: 4, periodSeconds: 1, failureThreshold: 6 } }`;
  const main = '{ name: a, startupProbe: { periodSeconds: 10, failureThreshold: 2 }, readinessProbe: { initialDelaySeconds: 7 } }';
  expect(times(main, `, initContainers: [${sidecar('x')}, { name: once }, ${sidecar('y')}]`)).toMatchObject({
    startLeast: 15,
    startMost: 40,
  });
});
