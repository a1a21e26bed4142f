import fc from 'fast-check';
import { planQuota, type QuotaPlan } from '../../lib/planning/quota';
import { component, footprint } from '../support/graph';

const MIB = 2 ** 20;
const GIB = 2 ** 30;

const pod = fc.record({
  cpuRequest: fc.integer({ min: 1, max: 8000 }),
  cpuLimit: fc.integer({ min: 1, max: 32_000 }),
  memoryRequest: fc.integer({ min: 1, max: 2 ** 16 }).map((kib) => kib * 1024),
  memoryLimit: fc.integer({ min: 1, max: 2 ** 26 }).map((kib) => kib * 1024),
});
const part = fc.record({
  pod,
  replicas: fc.integer({ min: 1, max: 50 }),
  pods: fc.integer({ min: 1, max: 100 }),
  volumes: fc.integer({ min: 0, max: 9 }),
  storage: fc.integer({ min: 0, max: 2 ** 20 }).map((mib) => mib * MIB),
});
/** Components with pods, each with how many of them are there at some moment. */
const moment = fc.array(fc.tuple(part, fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 12 });
const headroom = fc.integer({ min: 0, max: 100 });

type Amount = 'cpuRequest' | 'cpuLimit' | 'memoryRequest' | 'memoryLimit';
const QUOTA: ReadonlyArray<readonly [Amount, keyof QuotaPlan, number]> = [
  ['cpuRequest', 'cpuRequests', 100],
  ['cpuLimit', 'cpuLimits', 100],
  ['memoryRequest', 'memoryRequests', 64 * MIB],
  ['memoryLimit', 'memoryLimits', 64 * MIB],
];

function quotaOf(parts: ReadonlyArray<ReturnType<typeof footprint>>, percent: number): QuotaPlan {
  return planQuota(
    parts.map((p, i) => component(`c${i}`, { footprint: p })),
    percent,
  );
}

test('every component is admitted at any moment, the worst of each at once among them', () => {
  fc.assert(
    fc.property(moment, headroom, (parts, percent) => {
      const quota = quotaOf(
        parts.map(([p]) => p),
        percent,
      );
      for (const share of [1, undefined]) {
        const running = parts.map(([p, some]) => ({ ...p, now: Math.ceil(p.pods * (share ?? some)) }));
        for (const [amount, hard] of QUOTA) {
          expect(running.reduce((sum, p) => sum + p.now * p.pod[amount], 0)).toBeLessThanOrEqual(quota[hard]);
        }
        expect(running.reduce((sum, p) => sum + p.now, 0)).toBeLessThanOrEqual(quota.pods);
        expect(running.reduce((sum, p) => sum + p.volumes, 0)).toBeLessThanOrEqual(quota.volumes);
        expect(running.reduce((sum, p) => sum + p.storage, 0)).toBeLessThanOrEqual(quota.storage);
      }
    }),
  );
});

test('the quota is above the worst moment by the headroom and less than a unit of rounding', () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), headroom, (parts, percent) => {
      const quota = quotaOf(parts, percent);
      const most = (sum: number) => (sum * (100 + percent)) / 100;
      for (const [amount, hard, unit] of QUOTA) {
        const worst = parts.reduce((sum, p) => sum + p.pods * p.pod[amount], 0);
        expect(quota[hard]).toBeGreaterThanOrEqual(Math.floor(most(worst)));
        expect(quota[hard]).toBeLessThan(most(worst) + unit);
        expect(quota[hard] % unit).toBe(0);
      }
      expect(quota.pods).toBeLessThan(most(parts.reduce((sum, p) => sum + p.pods, 0)) + 1);
      expect(quota.volumes).toBe(parts.reduce((sum, p) => sum + p.volumes, 0));
      expect(quota.storage).toBe(parts.reduce((sum, p) => sum + p.storage, 0));
    }),
  );
});

test('a shop, worked out by hand', () => {
  const web = component('web', {
    footprint: footprint(8, { replicas: 4, pod: { cpuRequest: 250, cpuLimit: 1000, memoryRequest: 256 * MIB, memoryLimit: 256 * MIB } }),
  });
  const db = component('db', {
    footprint: footprint(1, {
      volumes: 1,
      storage: 20 * GIB,
      pod: { cpuRequest: 500, cpuLimit: 2000, memoryRequest: GIB, memoryLimit: GIB },
    }),
  });
  expect(planQuota([web, db, component('psp')], 10)).toEqual({
    // 8 × 250 + 500 = 2500, and 10 % are 2750, in tenths of a core 2800.
    cpuRequests: 2800,
    // 8 × 1000 + 2000 = 10000, and 10 %.
    cpuLimits: 11_000,
    // 8 × 256 + 1024 = 3072 MiB, and 10 % are 3379.2, in steps of 64 MiB 3392.
    memoryRequests: 3392 * MIB,
    memoryLimits: 3392 * MIB,
    // 9, and 10 % are 9.9.
    pods: 10,
    volumes: 1,
    storage: 20 * GIB,
  });
});

test('a shop without pods needs nothing', () => {
  const nothing = { cpuRequests: 0, cpuLimits: 0, memoryRequests: 0, memoryLimits: 0, pods: 0, volumes: 0, storage: 0 };
  expect(planQuota([], 10)).toEqual(nothing);
  expect(planQuota([component('psp')], 10)).toEqual(nothing);
});
