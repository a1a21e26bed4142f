import { BACKLOG_PER_REPLICA, CPU_PERCENT, QUEUE_FALLBACK_FAILURES, QUEUE_POLLING_SECONDS, SCALE_BEHAVIOR } from '../../lib/policy/scaling';

type Direction = keyof typeof SCALE_BEHAVIOR;

/** Pods after one period, by the policy that allows most. */
function after(direction: Direction, pods: number): number {
  const steps = SCALE_BEHAVIOR[direction].policies.map(({ type, value }) => (type === 'Percent' ? Math.ceil((pods * value) / 100) : value));
  return direction === 'scaleUp' ? pods + Math.max(...steps) : Math.max(1, pods - Math.max(...steps));
}

/** Periods until a number of pods is reached. */
function periods(direction: Direction, from: number, until: (pods: number) => boolean): number {
  let count = 0;
  for (let pods = from; !until(pods); pods = after(direction, pods)) count += 1;
  return count;
}

test('4 pods become 100 in 75 s', () => {
  // 4, 8, 16, 32, 64, 128: five periods of 15 s.
  expect(periods('scaleUp', 4, (pods) => pods >= 100) * 15).toBe(75);
});

test('up is at once, and by the policy that allows most', () => {
  expect(SCALE_BEHAVIOR.scaleUp).toMatchObject({ stabilizationWindowSeconds: 0, selectPolicy: 'Max' });
  expect(after('scaleUp', 1)).toBe(5);
  expect(after('scaleUp', 100)).toBe(200);
});

test('down waits for a quiet while and takes a tenth in a minute, one pod at least', () => {
  expect(SCALE_BEHAVIOR.scaleDown.stabilizationWindowSeconds).toBeGreaterThanOrEqual(300);
  expect(SCALE_BEHAVIOR.scaleDown.selectPolicy).toBe('Max');
  expect(after('scaleDown', 3)).toBe(2);
  expect(after('scaleDown', 100)).toBe(90);
  expect(SCALE_BEHAVIOR.scaleDown.policies.map((p) => p.periodSeconds)).toEqual([60, 60]);
});

test('down always comes to an end', () => {
  expect(periods('scaleDown', 1000, (pods) => pods === 1)).toBeLessThan(100);
});

test('windows and periods are within what the API takes', () => {
  for (const { stabilizationWindowSeconds, policies } of Object.values(SCALE_BEHAVIOR)) {
    expect(stabilizationWindowSeconds).toBeLessThanOrEqual(3600);
    expect(policies.filter((p) => !(p.value > 0 && p.periodSeconds > 0 && p.periodSeconds <= 1800))).toEqual([]);
  }
});

test('the wanted CPU use leaves room for the minute in which new pods start', () => {
  expect(CPU_PERCENT).toBeGreaterThanOrEqual(50);
  expect(CPU_PERCENT).toBeLessThanOrEqual(60);
});

test('a queue is looked at before the share of a replica is worked off twice over, and failures are borne a while', () => {
  expect(QUEUE_POLLING_SECONDS).toBeGreaterThanOrEqual(0.25 * BACKLOG_PER_REPLICA);
  expect(QUEUE_FALLBACK_FAILURES).toBeGreaterThanOrEqual(2);
});
