import { at } from '../../manifests/json';
import { quantityOf } from '../../manifests/quantity';
import { podWith } from '../resource-rule';
import { containerRule, type Rule } from '../rule';

/** Memory is not promised twice. A note: it is a choice where money matters more than the last pod. */
export const MEMORY_OVERCOMMIT: Rule = containerRule(
  {
    id: 'memory-overcommit',
    severity: 'note',
    why: 'The node is filled by requests and emptied by use: when all pods of a sale use what their limits allow, the kernel decides which of them die.',
    wanted: 'a memory limit up to twice the request',
    fix: 'set the request to what is used under load',
    wrong: podWith('{ requests: { memory: 128Mi }, limits: { memory: 1Gi } }'),
    right: podWith('{ requests: { memory: 1Gi }, limits: { memory: 1Gi } }'),
    see: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/'],
  },
  function* promisedTwice({ body }) {
    const [request, limit] = [at(body, 'resources', 'requests', 'memory'), at(body, 'resources', 'limits', 'memory')];
    const [asked, allowed] = [quantityOf(request), quantityOf(limit)];
    if (asked !== undefined && allowed !== undefined && asked > 0 && allowed > 2 * asked)
      yield { field: ['resources', 'limits', 'memory'], got: `${limit}, with a request of ${request}` };
  },
);
