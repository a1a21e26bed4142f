import { patience, probeOf } from '../../checks/probe-view';
import { numberAt } from '../../manifests/json';
import type { ContainerView, PodsView } from '../../manifests/pods';
import type { PodTimes } from './rollout-plan';

/** What the API takes where nothing is said. */
const GRACE_SECONDS = 30;

/**
 * How long a pod of a workload takes by its probes. Images that are pulled, init containers and the software itself take
 * what they take beside it.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/probes/
 */
export function podTimes({ containers, spec, manifest }: PodsView): PodTimes {
  const sidecars = containers.filter(({ role }) => role === 'sidecar');
  const mains = containers.filter(({ role }) => role === 'main');
  // Sidecars start one after the other, each when the one before it has started; the main containers then start together.
  const before = sum(sidecars.map(startedAtLeast));
  const startLeast = Math.max(...[...sidecars, ...mains].map((c) => readyAtLeast(c) + (c.role === 'main' ? before : 0)), 0);
  const limits = [...mains, ...sidecars].map(startedAtMost);
  const isLimited = limits.length > 0 && limits.every((limit) => limit !== undefined);
  const most = (c: ContainerView): number => startedAtMost(c) ?? 0;
  return {
    startLeast,
    ...(isLimited && { startMost: Math.max(0, ...mains.map(most)) + sum(sidecars.map(most)) }),
    grace: numberAt(spec, 'terminationGracePeriodSeconds') ?? GRACE_SECONDS,
    minReady: numberAt(manifest.body, 'spec', 'minReadySeconds') ?? 0,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

function startedAtLeast(container: ContainerView): number {
  return numberAt(probeOf(container, 'startupProbe'), 'initialDelaySeconds') ?? 0;
}

/** Readiness is asked for once the container has started, and as often as it must say so. */
function readyAtLeast(container: ContainerView): number {
  const probe = probeOf(container, 'readinessProbe');
  const again = Math.max(0, (numberAt(probe, 'successThreshold') ?? 1) - 1) * (numberAt(probe, 'periodSeconds') ?? 10);
  return Math.max(startedAtLeast(container), numberAt(probe, 'initialDelaySeconds') ?? 0) + again;
}

/** When a container that has not started is started anew; without a startup probe, never. */
function startedAtMost(container: ContainerView): number | undefined {
  const probe = probeOf(container, 'startupProbe');
  if (!probe) return undefined;
  return Math.max((numberAt(probe, 'initialDelaySeconds') ?? 0) + patience(probe), readyAtLeast(container));
}
