import { textAt } from '../../manifests/json';
import { podsRule, type Rule } from '../rule';

const pod = (field: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  ${field}: storefront
  containers:
    - { name: app, image: registry.example/storefront:2.4.1 }
`;

/** The account of a pod is named where everybody looks for it. */
export const SERVICE_ACCOUNT_ALIAS: Rule = podsRule(
  {
    id: 'service-account-alias',
    severity: 'warning',
    why: 'serviceAccount is the name of old for serviceAccountName, which wins where both are there: tools and people who look at one of them see another account than the pod has.',
    wanted: 'serviceAccountName alone',
    fix: 'move the name to serviceAccountName',
    wrong: pod('serviceAccount'),
    right: pod('serviceAccountName'),
    see: ['https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec'],
  },
  function* aliased({ spec }) {
    const [alias, name] = [textAt(spec, 'serviceAccount'), textAt(spec, 'serviceAccountName')];
    // The API server itself writes the alias beside the name, so that what is read back from a cluster has both.
    if (alias && alias !== name) yield { field: ['spec', 'serviceAccount'], got: `"${alias}"${name ? `, beside "${name}"` : ''}` };
  },
);
