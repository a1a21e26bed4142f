import { Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { sortedRecord } from '../../core/order';
import { bytesQuantity, cpuQuantity, mebibytes } from '../../core/units';
import { planQuota } from '../../planning/quota';
import { PRIORITIES } from '../../policy/priority';
import type { ShopContext } from '../shop-context';
import { emitClusterObject, emitObject } from './object';

/** What stands before every component: the namespace and its rules. */
export function emitFoundation(scope: Construct, shop: ShopContext): void {
  const metadata = (name: string, own: Record<string, string> = {}) => ({
    name,
    labels: sortedRecord({ ...shop.labels, 'app.kubernetes.io/part-of': shop.name, 'app.kubernetes.io/managed-by': 'cdk8s-shop', ...own }),
    ...(Object.keys(shop.annotations).length > 0 && { annotations: sortedRecord(shop.annotations) }),
  });
  const namespaced = (name: string) => ({ ...metadata(name), namespace: shop.namespace });
  emitClusterObject(scope, 'Namespace', k8s.KubeNamespace.manifest({ metadata: metadata(shop.namespace, podSecurityLabels(shop)) }));
  emitObject(
    scope,
    'DefaultDeny',
    k8s.KubeNetworkPolicy.manifest({ metadata: namespaced('default-deny'), spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } }),
  );
  for (const p of PRIORITIES) {
    const { value, description } = p;
    const preemptionPolicy = p.preempts ? 'PreemptLowerPriority' : 'Never';
    emitClusterObject(
      scope,
      `Priority-${p.suffix}`,
      k8s.KubePriorityClass.manifest({ metadata: metadata(`${shop.name}-${p.suffix}`), value, preemptionPolicy, description }),
    );
  }
  if (!shop.profile.quota) return;
  const produce = () => k8s.KubeResourceQuota.manifest({ spec: quotaSpec(shop) }).spec;
  emitObject(scope, 'Quota', { ...k8s.KubeResourceQuota.manifest({ metadata: namespaced('shop') }), spec: Lazy.any({ produce }) });
  emitObject(scope, 'Limits', k8s.KubeLimitRange.manifest({ metadata: namespaced('shop'), spec: limits(shop) }));
}

/**
 * Pod Security `restricted`, enforced by the rules of the oldest version that the manifests are for, so that an upgrade
 * of the cluster refuses nobody; warned and audited by the newest, so that the next rule is seen coming.
 */
function podSecurityLabels({ cluster }: ShopContext): Record<string, string> {
  const prefix = 'pod-security.kubernetes.io';
  return {
    [`${prefix}/enforce`]: 'restricted',
    [`${prefix}/enforce-version`]: `v${cluster.kubernetes.text}`,
    [`${prefix}/audit`]: 'restricted',
    [`${prefix}/audit-version`]: 'latest',
    [`${prefix}/warn`]: 'restricted',
    [`${prefix}/warn-version`]: 'latest',
  };
}

/** CPU limits are only counted where every pod has one: a quota on them refuses pods without. */
function quotaSpec({ graph, profile, cluster }: ShopContext): k8s.ResourceQuotaSpec {
  const plan = planQuota(graph.components, profile.quotaHeadroomPercent);
  const quantity = k8s.Quantity.fromString;
  return {
    hard: {
      'requests.cpu': quantity(cpuQuantity(plan.cpuRequests)),
      'requests.memory': quantity(bytesQuantity(plan.memoryRequests)),
      ...(profile.cpuLimits && { 'limits.cpu': quantity(cpuQuantity(plan.cpuLimits)) }),
      'limits.memory': quantity(bytesQuantity(plan.memoryLimits)),
      pods: quantity(`${plan.pods}`),
      persistentvolumeclaims: quantity(`${plan.volumes}`),
      'requests.storage': quantity(bytesQuantity(plan.storage)),
      // An Ingress controller stands in a namespace of its own, so a balancer here would be a second, open door. Some
      // implementations of the Gateway API put the Gateway's own balancer here.
      ...(cluster.edge._api === 'ingress' && { 'services.loadbalancers': quantity('0') }),
    },
  };
}

/**
 * For pods started by hand: with a quota in place, one without requests would be refused. A CPU limit only where the
 * quota counts them, since elsewhere it would throttle.
 */
function limits({ profile }: ShopContext): k8s.LimitRangeSpec {
  const quantity = k8s.Quantity.fromString;
  return {
    limits: [
      {
        type: 'Container',
        default: {
          ...(profile.cpuLimits && { cpu: quantity(cpuQuantity(500)) }),
          memory: quantity(bytesQuantity(mebibytes(256))),
          'ephemeral-storage': quantity(bytesQuantity(mebibytes(128))),
        },
        defaultRequest: {
          cpu: quantity(cpuQuantity(100)),
          memory: quantity(bytesQuantity(mebibytes(128))),
          'ephemeral-storage': quantity(bytesQuantity(mebibytes(128))),
        },
      },
    ],
  };
}
