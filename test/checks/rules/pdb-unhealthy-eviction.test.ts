import { PDB_UNHEALTHY_EVICTION } from '../../../lib/checks/rules/pdb-unhealthy-eviction';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(PDB_UNHEALTHY_EVICTION, PDB_UNHEALTHY_EVICTION.wrong)).toEqual([
    'policy/PodDisruptionBudget//storefront spec.unhealthyPodEvictionPolicy: got nothing, which means IfHealthyBudget; wanted unhealthyPodEvictionPolicy: AlwaysAllow, or IfHealthyBudget where a pod that starts must not be disturbed. Fix: set AlwaysAllow.',
  ]);
  expect(messagesOf(PDB_UNHEALTHY_EVICTION, PDB_UNHEALTHY_EVICTION.right)).toEqual([]);
});

test('a choice that is said is accepted', () => {
  expect(messagesOf(PDB_UNHEALTHY_EVICTION, edited(PDB_UNHEALTHY_EVICTION.right, 'AlwaysAllow', 'IfHealthyBudget'))).toEqual([]);
});

test('null is nothing', () => {
  expect(messagesOf(PDB_UNHEALTHY_EVICTION, edited(PDB_UNHEALTHY_EVICTION.right, 'AlwaysAllow', 'null'))).toHaveLength(1);
});
