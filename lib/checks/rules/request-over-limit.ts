import { objectAt } from '../../manifests/json';
import { quantityOf } from '../../manifests/quantity';
import { podWith } from '../resource-rule';
import { containerRule, type Rule } from '../rule';

/** What is requested may be used. */
export const REQUEST_OVER_LIMIT: Rule = containerRule(
  {
    id: 'request-over-limit',
    severity: 'error',
    why: 'The API server refuses the workload.',
    wanted: 'a request up to the limit',
    fix: 'raise the limit, or lower the request',
    wrong: podWith('{ requests: { memory: 1Gi }, limits: { memory: 512Mi } }'),
    right: podWith('{ requests: { memory: 512Mi }, limits: { memory: 512Mi } }'),
    see: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  },
  function* over({ body }) {
    const limits = objectAt(body, 'resources', 'limits');
    for (const [resource, request] of Object.entries(objectAt(body, 'resources', 'requests'))) {
      const [asked, allowed] = [quantityOf(request), quantityOf(limits[resource])];
      if (asked !== undefined && allowed !== undefined && asked > allowed)
        yield { field: ['resources', 'requests', resource], got: `${request}, above the limit of ${limits[resource]}` };
    }
  },
);
