import { PROBES, probeOf } from '../../checks/probe-view';
import { counted } from '../../core/counted';
import { at, type Json, numberAt } from '../../manifests/json';
import type { PodsView } from '../../manifests/pods';
import { durationText } from '../wording';
import { podTimes } from './pod-times';
import { podsText, type ReplicaRange } from './replica-range';
import { deploymentPlan, type PodShare, type RolloutPlan, recreatePlan, statefulSetPlan } from './rollout-plan';

/** What a rollout is told as. */
export interface RolloutStory {
  readonly summary: string;
  /** Whether there is a moment in which no pod is available: always, or where its autoscaler has it at its least. */
  readonly down: 'never' | 'at the least' | 'always';
}

type Ends = readonly [RolloutPlan, RolloutPlan];

/** A Deployment that rolls from `least` to `most` pods, as its autoscaler has it. */
export function deploymentStory(pods: PodsView, { least, most }: ReplicaRange): RolloutStory {
  const strategy = at(pods.manifest.body, 'spec', 'strategy', 'rollingUpdate');
  const [surge, unavailable] = [share(at(strategy, 'maxSurge')), share(at(strategy, 'maxUnavailable'))];
  const times = podTimes(pods);
  const ends: Ends = [deploymentPlan(least, surge, unavailable, times), deploymentPlan(most, surge, unavailable, times)];
  const summary = most === 1 ? onlyPodText(ends) : [stepsText({ least, most }, ends), orderText(ends), availableText(ends)].join(', ');
  const deadline = numberAt(pods.manifest.body, 'spec', 'progressDeadlineSeconds') ?? 600;
  const time = timeText(pods, ends, `fails when ${durationText(deadline)} pass without progress`);
  return { summary: `${summary}; ${time}; old pods have ${durationText(times.grace)} to end`, down: downOf(ends) };
}

function onlyPodText(ends: Ends): string {
  return downOf(ends) === 'always'
    ? 'replaces its only pod, the old one first, none available meanwhile'
    : 'replaces its only pod, the new one first, available throughout';
}

function stepsText(replicas: ReplicaRange, ends: Ends): string {
  const steps = range(ends, ({ steps: n }) => n);
  return `rolls ${podsText(replicas)} in ${steps} ${steps === '1' ? 'step' : 'steps'}`;
}

/** The API's default is a quarter. */
function share(value: Json | undefined): PodShare {
  return typeof value === 'number' || typeof value === 'string' ? value : '25%';
}

function orderText(ends: Ends): string {
  const [surge, unavailable] = [range(ends, (plan) => plan.surge), range(ends, (plan) => plan.unavailable)];
  if (ends.every((plan) => plan.unavailable === 0)) return `new ones first, ${surge} at a time`;
  if (ends.every((plan) => plan.surge === 0)) return `old ones first, ${unavailable} at a time`;
  return `${surge} more and ${unavailable} fewer at a time`;
}

function availableText(ends: Ends): string {
  if (ends.every((plan) => plan.unavailable === 0)) return 'all available throughout';
  const kept = range(ends, (plan) => plan.pods - plan.unavailable);
  return kept === '0' ? 'none available meanwhile' : `${kept} of ${range(ends, ({ pods }) => pods)} available throughout`;
}

/** A plan of no pods takes nothing away. */
function downOf(ends: Ends): RolloutStory['down'] {
  const down = ends.map((plan) => plan.pods > 0 && plan.unavailable >= plan.pods);
  if (down.every((is) => is)) return 'always';
  return down.includes(true) ? 'at the least' : 'never';
}

/** Pods of a StatefulSet that roll, by name, from the highest down. */
export function statefulSetStory(pods: PodsView, { least, most }: ReplicaRange, first: number): RolloutStory {
  const times = podTimes(pods);
  const ends: Ends = [statefulSetPlan(least - first, times), statefulSetPlan(most - first, times)];
  const start = numberAt(pods.manifest.body, 'spec', 'ordinals', 'start') ?? 0;
  const [last, lowest] = [`${pods.name}-${start + most - 1}`, `${pods.name}-${start + first}`];
  const time = timeText(pods, ends, 'waits for as long as a pod is not ready');
  if (most === 1)
    return { summary: `restarts its only pod, ${lowest}, and none is available until it is ready again; ${time}`, down: 'always' };
  const rolled = range([Math.max(0, least - first), most - first], (n) => n);
  const all = podsText({ least, most });
  const order = last === lowest ? lowest : `from ${last} to ${lowest}, each gone before it comes back`;
  return {
    summary: `rolls ${first === 0 ? all : `${rolled} of ${all}`} one by one, ${order}, ${range([least - 1, most - 1], (n) => n)} of ${range([least, most], (n) => n)} available throughout; ${time}`,
    down: least === 1 ? 'at the least' : 'never',
  };
}

/** Pods of a DaemonSet, which are as many as the nodes that they are for. */
export function daemonSetStory(pods: PodsView): RolloutStory {
  const strategy = at(pods.manifest.body, 'spec', 'updateStrategy', 'rollingUpdate');
  const surge = nodesText(at(strategy, 'maxSurge'));
  const order =
    surge === undefined
      ? `${nodesText(at(strategy, 'maxUnavailable'))} at a time, the old one first`
      : `${surge} at a time, the new one first`;
  const plan = recreatePlan(1, podTimes(pods));
  return {
    summary: `rolls the pod of every node, ${order}; ${timeText(pods, [plan, plan], 'waits for as long as it is not ready').replace(/^(takes|waits)/, 'each $1')}`,
    down: surge === undefined && at(strategy, 'maxUnavailable') === '100%' ? 'always' : 'never',
  };
}

function nodesText(value: Json | undefined): string | undefined {
  if (value === undefined || value === 0 || value === '0%') return undefined;
  if (value === '100%') return 'all nodes';
  return typeof value === 'string' ? `${value} of the nodes` : counted(Number(value), 'node');
}

/** Pods that all go before new ones come. */
export function recreateStory(pods: PodsView, { least, most }: ReplicaRange): RolloutStory {
  const times = podTimes(pods);
  const ends: Ends = [recreatePlan(least, times), recreatePlan(most, times)];
  const time = timeText(pods, ends, 'waits for as long as they are not ready');
  return {
    summary: `ends ${podsText({ least, most })} before the new ones come, and none is available meanwhile; ${time}`,
    down: 'always',
  };
}

function timeText(pods: PodsView, [least, most]: Ends, unlimited: string): string {
  const asks = pods.containers.some((container) => PROBES.some((probe) => probe !== 'livenessProbe' && probeOf(container, probe)));
  if (!asks && most.least === 0) return 'no probe says when a new one is ready, so the next does not wait for it';
  const atLeast = most.least === 0 ? undefined : `${timesText(least.least, most.least)} at least`;
  const [low, high] = [least.most, most.most];
  const atMost = low === undefined || high === undefined ? undefined : `${timesText(low, high)} at most by its probes`;
  if (atMost === undefined) return atLeast === undefined ? unlimited : `takes ${atLeast} and ${unlimited}`;
  return `takes ${atLeast === undefined ? '' : `${atLeast} and `}${atMost}`;
}

function timesText(low: number, high: number): string {
  return low === high ? durationText(high) : `${durationText(low)} to ${durationText(high)}`;
}

function range<T>([low, high]: readonly [T, T], numberOf: (end: T) => number): string {
  const [a, b] = [numberOf(low), numberOf(high)].sort((x, y) => x - y);
  return a === b ? `${a}` : `${a} to ${b}`;
}
