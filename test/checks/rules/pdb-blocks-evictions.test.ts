import { PDB_BLOCKS_EVICTIONS } from '../../../lib/checks/rules/pdb-blocks-evictions';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(PDB_BLOCKS_EVICTIONS, PDB_BLOCKS_EVICTIONS.wrong)).toEqual([
    'policy/PodDisruptionBudget//storefront spec.maxUnavailable: got 0; wanted a budget that lets one pod go. Fix: set maxUnavailable to 1 instead.',
  ]);
  expect(messagesOf(PDB_BLOCKS_EVICTIONS, PDB_BLOCKS_EVICTIONS.right)).toEqual([]);
});

const MOST = 'maxUnavailable: 0';
const workload = (kind: string, replicas: number) => `---
apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${kind.toLowerCase()} }
spec: { replicas: ${replicas}, template: { metadata: { labels: { app: storefront } } } }
`;

test.each(['maxUnavailable: 0%', 'minAvailable: 100%'])('%s is refused', (spec) => {
  expect(messagesOf(PDB_BLOCKS_EVICTIONS, edited(PDB_BLOCKS_EVICTIONS.wrong, MOST, spec))).toHaveLength(1);
});

test.each(['maxUnavailable: 10%', 'minAvailable: 99%', 'minAvailable: 5', 'maxUnavailable: all'])('%s alone is accepted', (spec) => {
  expect(messagesOf(PDB_BLOCKS_EVICTIONS, edited(PDB_BLOCKS_EVICTIONS.wrong, MOST, spec))).toEqual([]);
});

test('as many as there are pods is refused, over all workloads that it counts', () => {
  const counted = (least: number) =>
    edited(PDB_BLOCKS_EVICTIONS.wrong, MOST, `minAvailable: ${least}`) + workload('Deployment', 2) + workload('StatefulSet', 3);
  expect(messagesOf(PDB_BLOCKS_EVICTIONS, counted(4))).toEqual([]);
  expect(messagesOf(PDB_BLOCKS_EVICTIONS, counted(5))[0]).toContain('spec.minAvailable: got 5 of 5 pods');
});

test('where there are no pods none is blocked', () => {
  expect(messagesOf(PDB_BLOCKS_EVICTIONS, edited(PDB_BLOCKS_EVICTIONS.wrong, MOST, 'minAvailable: 1') + workload('Deployment', 0))).toEqual(
    [],
  );
});

test('a budget counts the pods of its own namespace alone', () => {
  const within = (yaml: string, namespace: string) =>
    yaml.replace(/metadata: \{ name: (\w+)/g, `metadata: { name: $1, namespace: ${namespace}`);
  const budget = within(edited(PDB_BLOCKS_EVICTIONS.wrong, MOST, 'minAvailable: 2'), 'shop');
  expect(messagesOf(PDB_BLOCKS_EVICTIONS, budget + within(workload('Deployment', 2), 'other'))).toEqual([]);
  expect(messagesOf(PDB_BLOCKS_EVICTIONS, budget + within(workload('Deployment', 2), 'shop'))).toHaveLength(1);
});
