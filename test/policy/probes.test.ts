import fc from 'fast-check';
import { type ProbeAction, type ProbePlan, planProbes } from '../../lib/policy/probes';

const HTTP: ProbeAction = { kind: 'http', path: '/readyz', port: 'http', headers: {} };
const LIVE: ProbeAction = { kind: 'http', path: '/livez', port: 'http', headers: {} };
const GRPC: ProbeAction = { kind: 'grpc', port: 5050 };
const TCP: ProbeAction = { kind: 'tcp', port: 'http' };
const EXEC: ProbeAction = { kind: 'exec', command: ['pg_isready'] };

/** Seconds of failures after which a probe acts. */
const budget = ({ periodSeconds, failureThreshold }: ProbePlan) => periodSeconds * failureThreshold;

const action = fc.constantFrom(HTTP, GRPC, TCP, EXEC);

describe('at every combination of actions', () => {
  const wishes = fc.record({ readiness: action, liveness: action, startup: fc.option(action, { nil: undefined }) });
  const seconds = fc.integer({ min: 0, max: 3600 });

  test('liveness acts well after readiness: a pod is out of its Service before it is killed', () => {
    fc.assert(
      fc.property(wishes, seconds, (w, startupSeconds) => {
        const { readiness, liveness } = planProbes({ ...w, startupSeconds });
        expect(readiness && liveness && budget(liveness) >= 2 * budget(readiness)).toBe(true);
      }),
    );
  });

  test('the start may take as long as it was said to, and less than a period longer', () => {
    fc.assert(
      fc.property(wishes, seconds, (w, startupSeconds) => {
        const { startup } = planProbes({ ...w, startupSeconds });
        if (!startup) throw new Error('no startup probe');
        expect(budget(startup)).toBeGreaterThanOrEqual(startupSeconds);
        expect(budget(startup)).toBeLessThan(Math.max(1, startupSeconds) + startup.periodSeconds);
        expect(startup.failureThreshold).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  test('each has more than the default second to answer, and no more than its period', () => {
    fc.assert(
      fc.property(wishes, seconds, (w, startupSeconds) => {
        for (const probe of Object.values(planProbes({ ...w, startupSeconds }))) {
          expect(probe.timeoutSeconds).toBeGreaterThan(1);
          expect(probe.timeoutSeconds).toBeLessThanOrEqual(probe.periodSeconds);
        }
      }),
    );
  });

  test('one that forks a process asks less often than one that does not', () => {
    const asked = (a: ProbeAction) => planProbes({ readiness: a, startup: a, startupSeconds: 60 });
    for (const quick of [HTTP, GRPC, TCP]) {
      expect(asked(EXEC).readiness?.periodSeconds).toBeGreaterThan(asked(quick).readiness?.periodSeconds ?? 0);
      expect(asked(EXEC).startup?.periodSeconds).toBeGreaterThan(asked(quick).startup?.periodSeconds ?? 0);
    }
  });
});

describe('what the start is asked', () => {
  test('its own question, when there is one', () => {
    expect(planProbes({ readiness: HTTP, liveness: LIVE, startup: EXEC, startupSeconds: 60 }).startup?.action).toBe(EXEC);
  });

  test('else what liveness asks', () => {
    expect(planProbes({ readiness: HTTP, liveness: LIVE, startupSeconds: 60 }).startup?.action).toBe(LIVE);
  });

  test('else what readiness asks', () => {
    expect(planProbes({ readiness: HTTP, startupSeconds: 60 }).startup?.action).toBe(HTTP);
  });

  test('nothing, when there is nothing to ask', () => {
    expect(planProbes({ startupSeconds: 60 })).toEqual({ startup: undefined, readiness: undefined, liveness: undefined });
  });
});

test('the timing of a web tier', () => {
  expect(planProbes({ readiness: HTTP, liveness: LIVE, startupSeconds: 120 })).toEqual({
    // 60 × 2 s
    startup: { action: LIVE, periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 60 },
    // Out of the Service after 15 s.
    readiness: { action: HTTP, periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 3 },
    // Restarted after 60 s.
    liveness: { action: LIVE, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 },
  });
});
