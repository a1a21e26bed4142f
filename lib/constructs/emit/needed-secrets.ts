import { NEEDS_SECRETS, secretAnnotation } from '../../core/secret-annotations';
import { secretsIn } from '../../model/value';
import type { PodPlan } from '../../policy/pod-plan';
import type { Owner } from './metadata';

/** Says on a workload which of the Secrets that its pods read the shop does not make, so that somebody has to bring them. */
export function neededSecrets({ shop }: Owner, plan: PodPlan): Record<string, string> {
  const containers = [...plan.containers, ...plan.inits, ...plan.sidecars];
  const read = [
    ...plan.volumes.flatMap(({ source }) => (source.kind === 'secret' ? [source.secret] : [])),
    ...containers.flatMap(({ env }) => env.flatMap(({ value }) => secretsIn(value).map(({ secret }) => secret))),
  ];
  return secretAnnotation(
    NEEDS_SECRETS,
    read.filter((secret) => !shop.graph.makesSecret(secret)),
  );
}
