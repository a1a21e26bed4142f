import { at } from '../../manifests/json';
import { databaseExample } from '../data-examples';
import { manifestRule, type Rule } from '../rule';

/** A pod of a StatefulSet is gone before its successor comes. */
export const STATEFUL_SET_GRACE: Rule = manifestRule(
  {
    id: 'stateful-set-grace',
    severity: 'warning',
    why: 'Without a grace a pod is forgotten before it has stopped: the next one of its name may start beside it and write to the same data, and no database has time to write down what it has in memory.',
    wanted: 'terminationGracePeriodSeconds above 0, by as long as the server needs to stop',
    fix: 'remove the field, or set it to what a shutdown takes',
    wrong: databaseExample({ pods: { terminationGracePeriodSeconds: '0' } }),
    right: databaseExample({ pods: { terminationGracePeriodSeconds: '120' } }),
    see: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees',
      'https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/',
    ],
  },
  ['apps/StatefulSet'],
  function* forced({ body }) {
    const field = ['spec', 'template', 'spec', 'terminationGracePeriodSeconds'];
    if (at(body, ...field) === 0) yield { field, got: '0' };
  },
);
