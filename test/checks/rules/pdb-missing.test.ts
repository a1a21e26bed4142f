import { PDB_MISSING } from '../../../lib/checks/rules/pdb-missing';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(PDB_MISSING, PDB_MISSING.wrong)).toEqual([
    'apps/Deployment//storefront : got 3 replicas without one; wanted a PodDisruptionBudget over every workload with more than one replica. Fix: add one with maxUnavailable 1.',
  ]);
  expect(messagesOf(PDB_MISSING, PDB_MISSING.right)).toEqual([]);
});

test('a single replica needs none', () => {
  expect(messagesOf(PDB_MISSING, edited(PDB_MISSING.wrong, 'replicas: 3', 'replicas: 1'))).toEqual([]);
});

test('the minimum of an autoscaler counts, rather than replicas', () => {
  const scaled = (min: number) =>
    `${PDB_MISSING.wrong}---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: a }\nspec: { scaleTargetRef: { kind: Deployment, name: storefront }, minReplicas: ${min}, maxReplicas: 9 }\n`;
  expect(messagesOf(PDB_MISSING, scaled(1))).toEqual([]);
  expect(messagesOf(PDB_MISSING, scaled(2))[0]).toContain('got 2 replicas without one');
});

test('a budget of another namespace or over other pods is none', () => {
  expect(
    messagesOf(
      PDB_MISSING,
      edited(
        PDB_MISSING.right,
        'PodDisruptionBudget\nmetadata: { name: storefront }',
        'PodDisruptionBudget\nmetadata: { name: storefront, namespace: other }',
      ),
    ),
  ).toHaveLength(1);
  expect(
    messagesOf(
      PDB_MISSING,
      edited(
        PDB_MISSING.right,
        'maxUnavailable: 1, selector: { matchLabels: { app: storefront } }',
        'maxUnavailable: 1, selector: { matchLabels: { app: other } }',
      ),
    ),
  ).toHaveLength(1);
});

test('a budget with an empty selector is over every pod', () => {
  expect(
    messagesOf(
      PDB_MISSING,
      edited(PDB_MISSING.right, 'maxUnavailable: 1, selector: { matchLabels: { app: storefront } }', 'maxUnavailable: 1, selector: {}'),
    ),
  ).toEqual([]);
});
