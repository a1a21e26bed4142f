import fc from 'fast-check';
import { planRollout, REVISION_HISTORY, rolloutPods } from '../../lib/policy/rollout';

interface Timing {
  /** Seconds until a new pod is ready. */
  readonly startup: (pod: number) => number;
  /** Seconds that an old pod takes to end. */
  readonly ending: (pod: number) => number;
}

interface Course {
  /** Most pods that were there at once. */
  readonly most: number;
  /** Fewest pods that were serving at any time. */
  readonly fewest: number;
}

/**
 * A rolling update as the Deployment controller does it: new pods while old and new together stay below replicas and
 * surge; an old one ends when, without it, as many as replicas are available. The moments that count are those at which
 * a pod becomes available or is gone.
 */
function simulate(replicas: number, { startup, ending }: Timing): Course {
  const { minReadySeconds, maxSurge, maxUnavailable } = planRollout(60);
  const surge = Math.ceil((Number.parseInt(`${maxSurge}`, 10) / 100) * replicas);
  const availableAt: number[] = [];
  const goneAt: number[] = [];
  let old = replicas;
  let most = 0;
  let fewest = replicas;
  for (let now = 0; Number.isFinite(now); ) {
    const available = () => old + availableAt.filter((t) => t <= now).length;
    const start = () => {
      while (availableAt.length < replicas && old + availableAt.length < replicas + surge) {
        availableAt.push(now + startup(availableAt.length) + minReadySeconds);
      }
    };
    start();
    while (old > 0 && available() > replicas - maxUnavailable) {
      goneAt.push(now + ending(goneAt.length));
      old -= 1;
      start();
    }
    most = Math.max(most, old + availableAt.length + goneAt.filter((t) => t > now).length);
    fewest = Math.min(fewest, available());
    now = Math.min(...[...availableAt, ...goneAt].filter((t) => t > now));
  }
  expect(old).toBe(0);
  expect(availableAt).toHaveLength(replicas);
  return { most, fewest };
}

const replicas = fc.integer({ min: 1, max: 60 });
const grace = fc.integer({ min: 1, max: 150 });

/** The kubelet kills at the end of the grace and reports a moment later. */
const MOMENT = 0.5;

test('whatever pods take to start and to end, there are never more than planned, nor fewer serving than before', () => {
  const seconds = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 60, maxLength: 60 });
  fc.assert(
    fc.property(replicas, grace, seconds, seconds, fc.integer({ min: 0, max: 90 }), (n, graceSeconds, starts, ends, slowest) => {
      const course = simulate(n, {
        startup: (pod) => slowest * (starts[pod] ?? 0),
        ending: (pod) => (graceSeconds + MOMENT) * (ends[pod] ?? 1),
      });
      expect(course.most).toBeLessThanOrEqual(rolloutPods(n, graceSeconds));
      expect(course.fewest).toBe(n);
    }),
    { numRuns: 300 },
  );
});

test('with pods that start at once and take their whole grace to end, there are exactly as many as planned', () => {
  fc.assert(
    fc.property(replicas, grace, (n, graceSeconds) => {
      expect(simulate(n, { startup: () => 0, ending: () => graceSeconds + MOMENT }).most).toBe(rolloutPods(n, graceSeconds));
    }),
    { numRuns: 300 },
  );
});

test.each([
  // One replica: the new pod beside the old one.
  [1, 45, 2],
  // Surge 1, a batch each 10 s, five of which end at once within 45 s: but only three old pods are there.
  [3, 45, 6],
  // Surge 3; within 5 s one batch ends: 10 + 3 + 3.
  [10, 5, 16],
  // Surge 3; a batch that ends after 10 s is still there when the next one begins to: 10 + 3 + 6.
  [10, 10, 19],
  // Surge 10; five batches of 10 within 45 s, but there are only 40 old pods.
  [40, 45, 80],
  // Surge 25; two batches within 15 s: 100 + 25 + 50.
  [100, 15, 175],
])('%d replicas with a grace of %d s are at most %d pods', (n, graceSeconds, pods) => {
  expect(rolloutPods(n, graceSeconds)).toBe(pods);
});

describe('planRollout', () => {
  test('brings new pods before it takes old ones', () => {
    expect(planRollout(60)).toMatchObject({ maxSurge: '25%', maxUnavailable: 0, revisionHistoryLimit: REVISION_HISTORY });
  });

  test.each([0, 60, 290, 291, 600, 3600])('with a start of %d s, the deadline leaves room for two starts', (startup) => {
    const { progressDeadlineSeconds, minReadySeconds } = planRollout(startup);
    expect(progressDeadlineSeconds).toBeGreaterThanOrEqual(2 * (startup + minReadySeconds));
    expect(progressDeadlineSeconds).toBeGreaterThanOrEqual(600);
  });

  test("a start that is usual keeps the API's own deadline of 600 s", () => {
    expect(planRollout(120).progressDeadlineSeconds).toBe(600);
    expect(planRollout(300).progressDeadlineSeconds).toBe(620);
  });

  test('fewer old ReplicaSets stay than the API keeps, and enough to go back', () => {
    expect(REVISION_HISTORY).toBeGreaterThanOrEqual(2);
    expect(REVISION_HISTORY).toBeLessThan(10);
  });
});
