import fc from 'fast-check';
import type { Role } from '../../lib/model/component';
import { defaultResources, planResources, podFootprint, type ResourcePlan, reservedCpu, SIDE_CONTAINER } from '../../lib/policy/resources';

const MIB = 2 ** 20;
const DEFAULTS = { cpu: 250, memory: 256 * MIB };

describe('planResources', () => {
  test('without a wish: the request is the default, memory is limited to it, CPU is not limited', () => {
    expect(planResources(DEFAULTS, {}, false)).toEqual({
      cpuRequest: 250,
      cpuLimit: undefined,
      memoryRequest: 256 * MIB,
      memoryLimit: 256 * MIB,
      ephemeralStorage: 128 * MIB,
    });
  });

  test('a profile with CPU limits gives four times the request', () => {
    expect(planResources(DEFAULTS, {}, true).cpuLimit).toBe(1000);
    expect(planResources(DEFAULTS, { cpuRequest: 100 }, true).cpuLimit).toBe(400);
  });

  test('every wish arrives, whatever the profile', () => {
    const wishes = { cpuRequest: 1, cpuLimit: 2, memoryRequest: 3, memoryLimit: 4, ephemeralStorage: 5 };
    expect(planResources(DEFAULTS, wishes, true)).toEqual(wishes);
    expect(planResources(DEFAULTS, wishes, false)).toEqual(wishes);
  });

  test('a limit below the default request lowers the request with it', () => {
    expect(planResources(DEFAULTS, { cpuLimit: 100 }, false)).toMatchObject({ cpuRequest: 100, cpuLimit: 100 });
    expect(planResources(DEFAULTS, { memoryLimit: 64 * MIB }, false)).toMatchObject({ memoryRequest: 64 * MIB, memoryLimit: 64 * MIB });
  });

  test('a memory request above the default limit raises the limit with it', () => {
    expect(planResources(DEFAULTS, { memoryRequest: 512 * MIB }, false)).toMatchObject({
      memoryRequest: 512 * MIB,
      memoryLimit: 512 * MIB,
    });
  });

  test('a request is never above its limit, unless the two wishes are so themselves', () => {
    const amount = fc.option(fc.integer({ min: 1, max: 2000 }), { nil: undefined });
    const wishes = fc.record({ cpuRequest: amount, cpuLimit: amount, memoryRequest: amount, memoryLimit: amount });
    fc.assert(
      fc.property(wishes, fc.boolean(), (w, limits) => {
        fc.pre((w.cpuRequest ?? 0) <= (w.cpuLimit ?? Number.POSITIVE_INFINITY));
        fc.pre((w.memoryRequest ?? 0) <= (w.memoryLimit ?? Number.POSITIVE_INFINITY));
        const plan = planResources({ cpu: 500, memory: 500 }, w, limits);
        expect(plan.cpuRequest).toBeLessThanOrEqual(plan.cpuLimit ?? Number.POSITIVE_INFINITY);
        expect(plan.memoryRequest).toBeLessThanOrEqual(plan.memoryLimit);
        if (w.memoryRequest === undefined) expect(plan.memoryRequest).toBe(plan.memoryLimit);
      }),
    );
  });
});

describe('podFootprint', () => {
  const plan = (cpu: number, memory = cpu): ResourcePlan => ({
    cpuRequest: cpu,
    cpuLimit: 4 * cpu,
    memoryRequest: memory,
    memoryLimit: 2 * memory,
    ephemeralStorage: 0,
  });

  test('containers run beside each other', () => {
    expect(podFootprint([plan(100), plan(50)], [])).toEqual({ cpuRequest: 150, cpuLimit: 600, memoryRequest: 150, memoryLimit: 300 });
  });

  test('init containers run one after another, before the containers: the largest counts, for each resource by itself', () => {
    const footprint = podFootprint([plan(100, 100)], [plan(300, 10), plan(10, 200)]);
    expect(footprint).toEqual({ cpuRequest: 300, cpuLimit: 1200, memoryRequest: 200, memoryLimit: 400 });
  });

  test('a sidecar counts beside the containers and beside every init container', () => {
    expect(podFootprint([plan(100)], [], [plan(20)]).cpuRequest).toBe(120);
    expect(podFootprint([plan(100)], [plan(300)], [plan(20)]).cpuRequest).toBe(320);
  });

  test('a container without a CPU limit adds none', () => {
    expect(podFootprint([{ ...plan(100), cpuLimit: undefined }], []).cpuLimit).toBe(0);
  });

  /** As the scheduler sums a pod, container by container in the order in which they start. */
  function scheduled(containers: readonly number[], inits: ReadonlyArray<{ readonly amount: number; readonly sidecar: boolean }>): number {
    let running = 0;
    let most = 0;
    for (const { amount, sidecar } of inits) {
      most = Math.max(most, running + amount);
      if (sidecar) running += amount;
    }
    return Math.max(most, running + containers.reduce((sum, c) => sum + c, 0));
  }

  test("is the scheduler's own sum, with sidecars started before the init containers", () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 5 });
    fc.assert(
      fc.property(amounts, amounts, amounts, (containers, inits, sidecars) => {
        const started = [...sidecars.map((amount) => ({ amount, sidecar: true })), ...inits.map((amount) => ({ amount, sidecar: false }))];
        const plans = (list: readonly number[]) => list.map((amount) => plan(amount));
        expect(podFootprint(plans(containers), plans(inits), plans(sidecars)).cpuRequest).toBe(scheduled(containers, started));
      }),
    );
  });

  test('below 1.29, where sidecars are containers, it is never too little', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 5 });
    fc.assert(
      fc.property(amounts, amounts, amounts, (containers, inits, sidecars) => {
        const plans = (list: readonly number[]) => list.map((amount) => plan(amount));
        const started = inits.map((amount) => ({ amount, sidecar: false }));
        const least = scheduled([...containers, ...sidecars], started);
        expect(podFootprint(plans(containers), plans(inits), plans(sidecars)).cpuRequest).toBeGreaterThanOrEqual(least);
      }),
    );
  });
});

describe('defaultResources', () => {
  const running: readonly Role[] = ['web', 'worker', 'job', 'database', 'queue', 'cache', 'store', 'backup', 'credentials'];

  test.each(running)('a %s asks for CPU and for at least 32 MiB', (role) => {
    expect(defaultResources(role).cpu).toBeGreaterThan(0);
    expect(defaultResources(role).memory).toBeGreaterThanOrEqual(32 * MIB);
  });

  test.each(['service', 'edge'] as const)('a %s has no pods and asks for nothing', (role) => {
    expect(defaultResources(role)).toEqual({ cpu: 0, memory: 0 });
  });

  test('a side container asks for less than what it stands beside', () => {
    expect(SIDE_CONTAINER.cpu).toBeLessThan(defaultResources('web').cpu);
    expect(SIDE_CONTAINER.memory).toBeLessThan(defaultResources('web').memory);
  });

  test('a database has twice the shared_buffers that PostgreSQL itself would take', () => {
    expect(defaultResources('database').memory / 4).toBe(2 * 128 * MIB);
  });
});

describe('reservedCpu', () => {
  const plan = planResources(DEFAULTS, {}, true);

  test('reserves a share, and leaves limits and memory as they are', () => {
    expect(reservedCpu(plan, 20)).toEqual({ ...plan, cpuRequest: plan.cpuRequest / 5 });
    expect(reservedCpu(plan, 100)).toEqual(plan);
  });

  test('never reserves nothing: a container without a request cannot be scaled', () => {
    expect(reservedCpu({ ...plan, cpuRequest: 3 }, 1).cpuRequest).toBe(1);
  });
});
