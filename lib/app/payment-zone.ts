import type { PaymentZone, ZoneEdge } from '../checks/check-settings';
import { paymentZoneFaults } from '../checks/payment-zone-faults';
import { indexOf } from '../checks/set-index';
import type { ShopContext } from '../constructs/shop-context';
import { labelSelectorOf } from '../manifests/label-selector';
import { identityOf } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { HostNamePolicy } from '../model/cluster-profile';
import type { Component, ConnectionRecord } from '../model/component';

/**
 * What was agreed for the payment zone of shops: every connection of its components, and what their clusters ask of all
 * pods, beside what is given. An edge list that a reviewer reads is an agreement; a policy that opens more is none.
 */
export function agreedZone(shops: readonly ShopContext[], set: ManifestSet, given: PaymentZone | undefined): PaymentZone | undefined {
  // What cannot be read is told by the check itself.
  if (paymentZoneFaults(given).length > 0) return given;
  const { workloads = [], edges = [], hosts = [], ...more } = given ?? {};
  const named = new Set(workloads);
  const isInside = (component: Component) =>
    component.paymentZone === true || (named.size > 0 && workloadsOf(component, set).some((w) => named.has(w)));
  const inside = shops.flatMap((shop) => shop.graph.components.filter(isInside).map((component) => ({ component, shop })));
  if (inside.length === 0) return given;
  const own = inside.flatMap(({ component, shop }) => [...connectionEdges(component, shop, set), ...clusterEdges(component, shop, set)]);
  const byName = inside.flatMap(({ component, shop }) => hostsOf(component, shop));
  return { ...more, workloads, edges: [...own, ...edges], hosts: [...byName, ...hosts] };
}

function connectionEdges({ name }: Component, { graph }: ShopContext, set: ManifestSet): ZoneEdge[] {
  return [...graph.connectionsFrom(name), ...graph.connectionsTo(name)].flatMap((record) => edgesOf(record, set));
}

function edgesOf({ from, to, endpoint }: ConnectionRecord, set: ManifestSet): ZoneEdge[] {
  const isOutside = to.location.kind === 'addresses';
  // Every address is no place to connect to that somebody could have agreed to.
  const targets = endsOf(to, from, set).filter((end) => !end.endsWith('/0'));
  const port = isOutside ? endpoint.port : endpoint.targetPort;
  return endsOf(from, to, set).flatMap((client) => targets.map((target) => ({ from: client, to: target, port })));
}

/** A component as an end of agreed connections with another. */
function endsOf(component: Component, other: Component, set: ManifestSet): readonly string[] {
  const { location } = component;
  switch (location.kind) {
    case 'pods': {
      const workloads = workloadsOf(component, set);
      return workloads.length === 0 && location.namespace !== other.namespace ? [`/Namespace//${location.namespace}`] : workloads;
    }
    case 'namespaces':
      return [...location.names.map((name) => `/Namespace//${name}`), ...(location.cidrs ?? [])];
    case 'addresses':
      return location.cidrs;
  }
}

function workloadsOf({ location }: Component, set: ManifestSet): string[] {
  if (location.kind !== 'pods') return [];
  const pods = indexOf(set).pods.selected(location.namespace, labelSelectorOf({ matchLabels: location.labels }));
  return [...pods].map(({ manifest }) => identityOf(manifest));
}

/** Who scrapes metrics, and the nodes whose kubelets ask for the health of pods. */
function clusterEdges(component: Component, { cluster }: ShopContext, set: ManifestSet): ZoneEdge[] {
  const { metrics } = component;
  return workloadsOf(component, set).flatMap((to) => [
    ...(metrics ? [{ from: `/Namespace//${cluster.monitoringNamespace}`, to, port: metrics.port }] : []),
    ...cluster.nodeCidrs.map((from) => ({ from, to })),
  ]);
}

/** Hosts that a cluster opens by their names. */
function hostsOf({ name }: Component, { graph, cluster }: ShopContext): string[] {
  if (cluster.hostNames !== HostNamePolicy.CILIUM) return [];
  return graph.connectionsFrom(name).flatMap(({ to }) => (to.location.kind === 'addresses' ? to.location.hostNames : []));
}
