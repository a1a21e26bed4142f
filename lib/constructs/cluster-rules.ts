import { isHostName } from '../core/names';
import type { Rule } from '../core/shop-error';
import type { ClusterData } from '../model/cluster-profile';
import { cidrRule, namespaceRule, podLabelsRule } from './place-rules';

/** A cluster's description as its rules see it. */
export interface ClusterInput {
  readonly offers: ClusterData;
}

const given = <T>(values: ReadonlyArray<T | undefined>): T[] => values.filter((value) => value !== undefined);

/** What is refused of a cluster's description: names and addresses that would reach the manifests unseen. */
export const CLUSTER_RULES: ReadonlyArray<Rule<ClusterInput>> = [
  namespaceRule(({ offers }) => given([offers.monitoringNamespace, offers.kedaNamespace, offers.edge._dataPlane.namespace])),
  podLabelsRule(({ offers }) => offers.edge._dataPlane.podLabels),
  cidrRule(({ offers }) => [...offers.nodeCidrs, ...offers.apiServerCidrs, ...(offers.edge._dataPlane.cidrs ?? [])]),
  {
    code: 'SHOP-C003',
    broken: ({ offers }) => (Number.isInteger(offers.zones) && offers.zones >= 1 ? [] : [`${offers.zones} zones`]),
    wanted: 'a whole number from 1',
    fix: 'count the zones that the nodes are in',
  },
  {
    code: 'SHOP-C004',
    broken: ({ offers }) =>
      given([offers.edge._className, offers.clusterIssuer, offers.clusterSecretStore, offers.storageClass])
        .filter((name) => !isHostName(name))
        .map((name) => `the name "${name}" of a class, issuer or store`),
    wanted: 'the name of an object of the cluster: lower-case letters, digits, hyphens and dots',
    fix: 'correct the name',
  },
];
