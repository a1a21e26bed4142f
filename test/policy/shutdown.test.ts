import fc from 'fast-check';
import { LoadBalancerKind } from '../../lib/model/cluster-profile';
import { planDataShutdown, planServerShutdown, planWorkerShutdown, type ShutdownPlan } from '../../lib/policy/shutdown';

const KINDS: ReadonlyArray<readonly [string, (slowest: number) => ShutdownPlan]> = [
  ['a server behind nodes', (slowest) => planServerShutdown(LoadBalancerKind.NODE, slowest)],
  ['a server behind a balancer of pod addresses', (slowest) => planServerShutdown(LoadBalancerKind.POD_ADDRESS, slowest)],
  ['a worker', planWorkerShutdown],
  ['a data service', planDataShutdown],
];

test.each(KINDS)('%s has time to wait, to finish the slowest work, and to close', (_, plan) => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3600 }), (slowest) => {
      const { preStopSeconds, graceSeconds } = plan(slowest);
      expect(graceSeconds - preStopSeconds - slowest).toBe(5);
    }),
  );
});

test.each(KINDS)('%s sleeps a whole number of seconds above none, which the API wants, and less than its grace', (_, plan) => {
  const { preStopSeconds, graceSeconds } = plan(0);
  expect(Number.isInteger(preStopSeconds)).toBe(true);
  expect(preStopSeconds).toBeGreaterThan(0);
  expect(preStopSeconds).toBeLessThan(graceSeconds);
});

test('a server outlives the news of its end: 10 s within the cluster, 30 s where a cloud balancer must learn of it', () => {
  expect(planServerShutdown(LoadBalancerKind.NODE, 30)).toEqual({ preStopSeconds: 10, graceSeconds: 45 });
  expect(planServerShutdown(LoadBalancerKind.POD_ADDRESS, 30)).toEqual({ preStopSeconds: 30, graceSeconds: 65 });
});

test('a worker need not wait for traffic to stop', () => {
  expect(planWorkerShutdown(60)).toEqual({ preStopSeconds: 1, graceSeconds: 66 });
});

test('a data service lets its endpoint go and flushes', () => {
  expect(planDataShutdown(60)).toEqual({ preStopSeconds: 5, graceSeconds: 70 });
});
