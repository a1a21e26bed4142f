import fc from 'fast-check';
import { ADDABLE_CAPABILITY, containerSecurity, DEFAULT_USER, planUser, podSecurity } from '../../lib/policy/security';

describe('planUser', () => {
  test.each([
    [1, 10_001],
    [101, 10_101],
    [999, 10_999],
    [9_999, 19_999],
    [10_000, 10_000],
    [65_532, 65_532],
  ])('%d is raised to %d where auditors ask for high ids', (id, raised) => {
    expect(planUser({ uid: id, gid: id }, true)).toEqual({ uid: raised, gid: raised });
    expect(planUser({ uid: id, gid: id }, false)).toEqual({ uid: id, gid: id });
  });

  test('user and group are raised each for itself', () => {
    expect(planUser({ uid: 999, gid: 20_000 }, true)).toEqual({ uid: 10_999, gid: 20_000 });
  });

  test('a raised id is high, never another image of the same, and raising twice changes nothing', () => {
    const id = fc.integer({ min: 1, max: 9_999 });
    fc.assert(
      fc.property(id, id, (a, b) => {
        const raised = planUser({ uid: a, gid: b }, true);
        expect(raised.uid).toBeGreaterThanOrEqual(10_000);
        expect(raised.uid === raised.gid).toBe(a === b);
        expect(planUser(raised, true)).toEqual(raised);
      }),
    );
  });

  test('the default user needs no raising', () => {
    expect(planUser({ uid: DEFAULT_USER, gid: DEFAULT_USER }, true)).toEqual({ uid: DEFAULT_USER, gid: DEFAULT_USER });
  });
});

const USER = { uid: 101, gid: 102 };

test('a container keeps every rule of Pod Security restricted, has a read-only root and numeric ids', () => {
  expect(containerSecurity(USER, [])).toEqual({
    runAsNonRoot: true,
    runAsUser: 101,
    runAsGroup: 102,
    readOnlyRootFilesystem: true,
    allowPrivilegeEscalation: false,
    privileged: false,
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
  });
});

test('a capability is added to none, never instead of dropping all', () => {
  expect(containerSecurity(USER, [ADDABLE_CAPABILITY]).capabilities).toEqual({ drop: ['ALL'], add: ['NET_BIND_SERVICE'] });
});

test('a pod runs as the user, and its group owns the volumes without a walk at every start', () => {
  expect(podSecurity(USER)).toEqual({
    runAsNonRoot: true,
    runAsUser: 101,
    runAsGroup: 102,
    fsGroup: 102,
    fsGroupChangePolicy: 'OnRootMismatch',
    seccompProfile: { type: 'RuntimeDefault' },
  });
});

test('a pod that binds low ports may, by a sysctl that restricted admits', () => {
  expect(podSecurity(USER, true)).toEqual({
    ...podSecurity(USER),
    sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }],
  });
});
