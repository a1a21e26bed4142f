/** How a probe asks; data that each writer renders. */
export type ProbeAction =
  | { readonly kind: 'http'; readonly path: string; readonly port: string; readonly headers: Readonly<Record<string, string>> }
  | { readonly kind: 'grpc'; readonly port: number; readonly service?: string }
  | { readonly kind: 'tcp'; readonly port: string }
  | { readonly kind: 'exec'; readonly command: readonly string[] };

/** A probe with its timing, in seconds. */
export interface ProbePlan {
  readonly action: ProbeAction;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
}

/** The three probes of a container. */
export interface ProbesPlan {
  readonly startup?: ProbePlan;
  readonly readiness?: ProbePlan;
  readonly liveness?: ProbePlan;
}

/**
 * Timing. A pod leaves its Service after 15 s of failed readiness (3 × 5 s) and is restarted after 60 s of failed
 * liveness (6 × 10 s): unready long before killed, as the Kubernetes guide asks. Time-outs above the default second,
 * because a garbage collection or a throttled moment is no failure.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/probes/
 */
const READINESS = { periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 3 };
const LIVENESS = { periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 };
const STARTUP = { periodSeconds: 2, timeoutSeconds: 2 };

/** An exec probe forks a process each time and starts an interpreter or client: slower, and given more time. */
const EXEC = { readiness: { periodSeconds: 10, timeoutSeconds: 5 }, startup: { periodSeconds: 5, timeoutSeconds: 5 } };

/** What a container is asked, and for how long it may start. */
export interface ProbeWishes {
  readonly readiness?: ProbeAction;
  readonly liveness?: ProbeAction;
  readonly startup?: ProbeAction;
  /** Longest start, seconds; until then neither of the others runs. */
  readonly startupSeconds: number;
}

/** The probes of a container: start-up asks what liveness asks, for as long as the longest start. */
export function planProbes(wishes: ProbeWishes): ProbesPlan {
  const startup = wishes.startup ?? wishes.liveness ?? wishes.readiness;
  const slow = (action: ProbeAction) => action.kind === 'exec';
  const pace = startup && slow(startup) ? EXEC.startup : STARTUP;
  return {
    startup: startup && { action: startup, ...pace, failureThreshold: Math.max(1, Math.ceil(wishes.startupSeconds / pace.periodSeconds)) },
    readiness: wishes.readiness && { action: wishes.readiness, ...READINESS, ...(slow(wishes.readiness) && EXEC.readiness) },
    liveness: wishes.liveness && { action: wishes.liveness, ...LIVENESS },
  };
}
