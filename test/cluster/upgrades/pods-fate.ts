import type { PodsFate } from '../../upgrades/upgrade-case';
import type { PodRecord } from './pod-history';

/** What has become of the pods of a workload that were there at a moment of the history. */
export function podsFate(pods: readonly PodRecord[], then: readonly PodRecord[]): PodsFate {
  const old = new Map(then.map((pod) => [pod.uid, pod]));
  const left = pods.filter(({ gone }) => !gone);
  const kept = left.filter(({ uid }) => old.has(uid));
  const fresh = left.filter(({ uid }) => !old.has(uid));
  if (left.some(({ well }) => !well)) return 'stuck';
  if (old.size === 0) return fresh.length > 0 ? 'started' : 'none';
  if (left.length === 0) return 'stopped';
  if (kept.length === 0) return allGoneFirst(pods, old, fresh) ? 'recreated' : 'replaced';
  if (kept.length < old.size) return fresh.length > 0 ? 'partly' : 'shrunk';
  if (fresh.length > 0) return 'grown';
  return kept.some(({ uid, restarts }) => restarts > (old.get(uid)?.restarts ?? 0)) ? 'restarted' : 'kept';
}

function allGoneFirst(pods: readonly PodRecord[], old: ReadonlyMap<string, PodRecord>, fresh: readonly PodRecord[]): boolean {
  const lastEnd = Math.max(...pods.filter(({ uid }) => old.has(uid)).map(({ ended }) => ended ?? Number.POSITIVE_INFINITY));
  return lastEnd < Math.min(...fresh.map(({ came }) => came));
}
