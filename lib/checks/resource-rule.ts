import { at } from '../manifests/json';
import { quantityOf } from '../manifests/quantity';
import { podsRule, type Rule, type RuleText } from './rule';

export type Bound = 'requests' | 'limits';

/**
 * A rule that every container has a request or a limit of a resource. A limit alone is taken as the request too, as the
 * API server does; what is said for the pod as a whole is enough for its containers.
 */
export function resourceRule(text: RuleText, resource: string, bound: Bound): Rule {
  const accepted: readonly Bound[] = bound === 'requests' ? ['requests', 'limits'] : ['limits'];
  return podsRule(text, function* unset({ containers, spec }) {
    const isSet = (owner: Parameters<typeof at>[0]) => accepted.some((b) => (quantityOf(at(owner, 'resources', b, resource)) ?? 0) > 0);
    if (isSet(spec)) return;
    // The API takes no resources for an ephemeral container.
    for (const container of containers)
      if (container.role !== 'ephemeral' && !isSet(container.body))
        yield { field: [...container.field, 'resources', bound, resource], got: `container "${container.name}" without one` };
  });
}

/** A pod whose only container has these resources, for examples. */
export function podWith(resources: string): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      resources: ${resources}
`;
}
