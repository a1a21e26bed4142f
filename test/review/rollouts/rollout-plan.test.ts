import fc from 'fast-check';
import { deploymentPlan, type PodTimes, podsOf, recreatePlan, statefulSetPlan } from '../../../lib/review/rollouts/rollout-plan';

const TIMES: PodTimes = { startLeast: 10, startMost: 60, grace: 30, minReady: 5 };

test('shares are rounded as Kubernetes rounds them', () => {
  expect(podsOf('25%', 3, Math.ceil)).toBe(1);
  expect(podsOf('25%', 3, Math.floor)).toBe(0);
  expect(podsOf('100%', 7, Math.floor)).toBe(7);
  expect(podsOf(2, 7, Math.ceil)).toBe(2);
  expect(podsOf('two', 7, Math.ceil)).toBe(0);
});

test('a Deployment at the defaults: three pods one by one, four with one missing', () => {
  expect(deploymentPlan(3, '25%', '25%', TIMES)).toEqual({ pods: 3, surge: 1, unavailable: 0, steps: 3, least: 45, most: 195 });
  expect(deploymentPlan(4, '25%', '25%', TIMES)).toEqual({ pods: 4, surge: 1, unavailable: 1, steps: 2, least: 30, most: 130 });
  expect(deploymentPlan(10, 0, '5%', TIMES)).toMatchObject({ surge: 0, unavailable: 1, steps: 10 });
  expect(deploymentPlan(2, 5, 0, TIMES)).toMatchObject({ surge: 2, unavailable: 0, steps: 1 });
  expect(deploymentPlan(1, 0, 3, TIMES)).toMatchObject({ surge: 0, unavailable: 1, steps: 1 });
  expect(deploymentPlan(0, '25%', '25%', TIMES)).toMatchObject({ steps: 0, least: 0, most: 0 });
  expect(deploymentPlan(3, 1, 0, { startLeast: 10, grace: 30, minReady: 5 })).toEqual({
    pods: 3,
    surge: 1,
    unavailable: 0,
    steps: 3,
    least: 45,
  });
});

test('a StatefulSet goes pod by pod, and waits for each to end', () => {
  expect(statefulSetPlan(3, TIMES)).toEqual({ pods: 3, surge: 0, unavailable: 1, steps: 3, least: 45, most: 285 });
  expect(recreatePlan(3, TIMES)).toEqual({ pods: 3, surge: 0, unavailable: 3, steps: 1, least: 15, most: 95 });
});

/** What a rollout came to, step by step. */
interface Run {
  readonly end: number;
  readonly mostPods: number;
  readonly leastAvailable: number;
}

/**
 * The rollout of a Deployment as its controller does it: at each event the new ReplicaSet is scaled up as far as it may,
 * then the old one down. Written from rolling.go, without any of the plan's own arithmetic.
 */
function simulated(replicas: number, maxSurge: number, maxUnavailable: number, starts: readonly number[], minReady: number): Run {
  let [now, old, mostPods, leastAvailable] = [0, replicas, replicas, replicas];
  const due: number[] = [];
  const available = (): number => due.filter((time) => time <= now).length;
  const reconcile = (): boolean => {
    const room = Math.min(replicas + maxSurge - (old + due.length), replicas - due.length);
    for (let i = 0; i < room; i += 1) due.push(now + (starts[due.length] ?? 0) + minReady);
    if (room > 0) return true;
    const unavailable = due.length - available();
    const down = Math.min(old, old + due.length - (replicas - maxUnavailable) - unavailable);
    old -= Math.max(0, down);
    return down > 0;
  };
  for (;;) {
    let isBusy = true;
    while (isBusy) {
      isBusy = reconcile();
      mostPods = Math.max(mostPods, old + due.length);
      leastAvailable = Math.min(leastAvailable, old + available());
    }
    const next = Math.min(...due.filter((time) => time > now));
    if (!Number.isFinite(next)) return { end: now, mostPods, leastAvailable };
    now = next;
  }
}

test('the plan of a Deployment holds in the simulation of its controller', () => {
  const share = fc.oneof(
    fc.nat({ max: 12 }),
    fc.nat({ max: 100 }).map((percent) => `${percent}%`),
  );
  const rollout = fc.record({
    replicas: fc.integer({ min: 1, max: 40 }),
    maxSurge: share,
    maxUnavailable: share,
    startLeast: fc.nat({ max: 30 }),
    more: fc.nat({ max: 60 }),
    minReady: fc.nat({ max: 20 }),
    chances: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 40, maxLength: 40 }),
  });
  fc.assert(
    fc.property(rollout, ({ replicas, maxSurge, maxUnavailable, startLeast, more, minReady, chances }) => {
      fc.pre(!([0, '0%'].includes(maxSurge) && [0, '0%'].includes(maxUnavailable)));
      const plan = deploymentPlan(replicas, maxSurge, maxUnavailable, { startLeast, startMost: startLeast + more, grace: 30, minReady });
      const surge = typeof maxSurge === 'number' ? maxSurge : Math.ceil((Number.parseInt(maxSurge, 10) * replicas) / 100);
      const run = (starts: readonly number[]): Run => simulated(replicas, surge, plan.unavailable, starts, minReady);
      const any = run(chances.map((chance) => startLeast + chance * more));
      expect(any.end).toBeGreaterThanOrEqual(plan.least);
      expect(any.end).toBeLessThanOrEqual((plan.most ?? 0) + 1e-6);
      expect(any.leastAvailable).toBeGreaterThanOrEqual(replicas - plan.unavailable);
      expect(any.mostPods).toBeLessThanOrEqual(replicas + plan.surge);
      // Pods that all take equally long show that the bounds are reached.
      expect(run(chances.map(() => startLeast)).end).toBe(plan.least);
      expect(run(chances.map(() => startLeast + more)).end).toBe(plan.most);
      expect(run(chances.map(() => startLeast)).mostPods).toBe(startLeast + minReady > 0 ? replicas + plan.surge : any.mostPods);
    }),
    { numRuns: 300 },
  );
});
