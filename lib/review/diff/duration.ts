import type { Json } from '../../manifests/json';

/** Seconds of each unit; the last three are Prometheus' own. */
const SECONDS = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

const DURATION = /^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|[smhdwy]))+$/;

/**
 * Fields of custom resources that are durations, by the end of their names; Kubernetes' own have their unit in the name and
 * are numbers.
 * @see https://gateway-api.sigs.k8s.io/geps/gep-2257/ and https://pkg.go.dev/time#ParseDuration
 */
const NAMES = /(?:timeout|interval|duration|period|delay|ttl|renewBefore|request|for|window|wait|expir\w*|maxAge|cooldown)$/i;

/** Whether a field of a custom resource is a duration by its name. */
export function isDurationField(name: string): boolean {
  return NAMES.test(name);
}

/** Seconds that a text such as `1h30m` stands for; undefined for what is no duration. */
export function secondsOf(value: Json): number | undefined {
  if (typeof value !== 'string' || !DURATION.test(value)) return undefined;
  const parts = [...value.matchAll(/(\d+(?:\.\d+)?)([a-zµ]+)/g)];
  // Thousandths of nanoseconds, rounded, so that 1500ms and 1.5s are one number.
  return Math.round(parts.reduce((sum, [, number, unit]) => sum + Number(number) * SECONDS[unit as keyof typeof SECONDS], 0) * 1e12) / 1e12;
}
