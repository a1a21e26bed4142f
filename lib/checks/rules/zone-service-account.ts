import { identityOf } from '../../manifests/manifest';
import { accountKey, outsideAccounts, zonePodsRule } from '../payment-zone';
import type { Rule } from '../rule';
import { deploymentWith, inZone, PCI_DSS } from '../zone-example';

const PAIR = (account: string) =>
  [inZone('checkout', `serviceAccountName: ${account}, `), deploymentWith('storefront', 'serviceAccountName: shop, ')].join('---');

/** The payment zone has service accounts of its own. */
export const ZONE_SERVICE_ACCOUNT: Rule = zonePodsRule(
  {
    id: 'zone-service-account',
    severity: 'warning',
    why: 'What a service account may do, in the cluster and at the cloud, all of its pods may do: with one account for both sides, whoever breaks into the shop window has the rights of the payment zone. PCI DSS 4.0 (7.2.5) wants the least that each account needs.',
    wanted: 'a service account of pods in the payment zone alone',
    fix: 'give the workload a service account of its own',
    wrong: PAIR('shop'),
    right: PAIR('checkout'),
    see: [PCI_DSS, 'https://kubernetes.io/docs/concepts/security/service-accounts/'],
  },
  function* shared(pods, target) {
    const other = outsideAccounts(target).get(accountKey(pods));
    if (!other) return;
    const got = `the service account ${accountKey(pods)}, which ${identityOf(other.manifest)} outside of the zone has too`;
    yield { field: ['spec', 'serviceAccountName'], got };
  },
);
