import { antiAffinityOf, DISRUPTION, REVISION_LABEL, spreadOf } from '../../lib/policy/availability';
import { peerLabels, selectorOf } from '../../lib/policy/labels';

test('pods spread over zones and over hosts, and run even where there is only one of either', () => {
  expect(spreadOf('web', 'pod-template-hash')).toEqual([
    {
      maxSkew: 1,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: selectorOf('web') },
      matchLabelKeys: ['pod-template-hash'],
    },
    {
      maxSkew: 1,
      topologyKey: 'kubernetes.io/hostname',
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: selectorOf('web') },
      matchLabelKeys: ['pod-template-hash'],
    },
  ]);
});

test('minDomains is left out: the API refuses it beside ScheduleAnyway', () => {
  for (const constraint of spreadOf('web', 'x')) expect(constraint).not.toHaveProperty('minDomains');
});

test.each(Object.values(REVISION_LABEL))('the revision label %s is no part of the selector, which the API refuses', (label) => {
  for (const { labelSelector, matchLabelKeys } of spreadOf('web', label)) {
    expect(matchLabelKeys.filter((key) => key in labelSelector.matchLabels)).toEqual([]);
  }
});

test('a pod would rather not stand beside its twin, but may', () => {
  const { podAntiAffinity } = antiAffinityOf('web');
  expect(Object.keys(podAntiAffinity)).toEqual(['preferredDuringSchedulingIgnoredDuringExecution']);
  expect(podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution).toEqual([
    { weight: 100, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: peerLabels('web') } } },
  ]);
});

test('a disruption budget lets one pod go at a time at any number of replicas, and never protects a crashing one', () => {
  expect(DISRUPTION).toEqual({ maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' });
});
