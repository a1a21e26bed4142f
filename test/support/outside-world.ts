import type { Outsider } from '../../lib/manifests/network-party';
import { WORLD } from './shop-description';

/** An outsider with what it is a part of, worked out by hand: an expectation must not compute what it checks. */
export type Outside = Outsider & { readonly within: readonly string[] };

/** Addresses of the internet, of either family; what an outside host of unknown addresses may have. */
export const INTERNET = 'internet';
/** Every address of IPv4. */
export const ANY_IPV4 = '0.0.0.0/0';

function pods(name: string, namespace: string, labels: Record<string, string>, address?: string): Outside {
  return { kind: 'pods', name, namespace, labels, ...(address && { address }), within: address ? [ANY_IPV4] : [] };
}

function host(address: string, ...within: string[]): Outside {
  return { kind: 'address', name: address, address, within: address.includes(':') ? within : [ANY_IPV4, ...within] };
}

const neighbours = WORLD.neighbours.flatMap((namespace) =>
  WORLD.neighbourLabels.map((labels) => pods(`${namespace}/${Object.values(labels).join('-')}`, namespace, labels)),
);

const EVERYBODY: readonly Outside[] = [
  pods('kube-dns', 'kube-system', { 'k8s-app': 'kube-dns' }),
  pods('kube-system/other', 'kube-system', { 'k8s-app': 'metrics-server' }),
  pods('false-dns', 'other', { 'k8s-app': 'kube-dns' }),
  pods('monitoring', 'monitoring', { app: 'prometheus' }),
  pods('observability', 'observability', { app: 'prometheus' }),
  pods('keda', 'keda', { app: 'keda-operator' }),
  pods('envoy', WORLD.dataPlaneNamespace, WORLD.dataPlaneLabels),
  pods('envoy-controller', WORLD.dataPlaneNamespace, { app: 'controller' }),
  pods('envoy-elsewhere', 'other', WORLD.dataPlaneLabels),
  pods('stranger', 'other', {}, '10.244.3.3'),
  // One without a policy of its own, so that the default of the namespace is seen.
  pods('intruder', WORLD.shop, { ...WORLD.dataPlaneLabels, 'k8s-app': 'kube-dns' }),
  ...neighbours,
  host('203.0.113.70', INTERNET, '203.0.113.0/24', '203.0.113.64/26'),
  host('203.0.113.130', INTERNET, '203.0.113.0/24'),
  host('192.0.2.10', INTERNET, '192.0.2.10/32'),
  host('192.0.2.11', INTERNET),
  host('2001:db8:1::5', INTERNET, '2001:db8:1::/48'),
  host('2001:db8:2::5', INTERNET),
  host('10.80.3.4', '10.80.0.0/16'),
  host('10.81.0.1'),
  host('10.70.1.1', '10.70.0.0/16'),
  host('172.16.4.4', WORLD.nodeCidr),
  host('172.17.0.1'),
  host('10.96.0.1', WORLD.apiServerCidr),
  host('100.64.1.1'),
  host('192.168.7.7'),
  host('fd00::5'),
  host('169.254.20.10', 'node-local-dns'),
  host('169.254.169.254'),
];

/** A pod of another namespace that carries the labels of a component, as another shop's might. */
export function twinOf(component: string): Outside {
  return pods(`twin of ${component}`, 'other', { 'app.kubernetes.io/instance': component, 'app.kubernetes.io/name': component });
}

/** Who may try to connect to a shop with these components, and to whom it may try to. */
export function outsidersOf(components: readonly string[]): readonly Outside[] {
  return [...EVERYBODY, ...components.map(twinOf)];
}

/** The pods among outsiders that are in such a namespace and have all of these labels. */
export function podsAmong(
  outsiders: readonly Outside[],
  isNamespace: (namespace: string) => boolean,
  labels: Readonly<Record<string, string>> = {},
): string[] {
  const carries = (own: Readonly<Record<string, string>>) => Object.keys(labels).every((key) => own[key] === labels[key]);
  return outsiders.flatMap((o) => (o.kind === 'pods' && isNamespace(o.namespace) && carries(o.labels) ? [o.name] : []));
}

/** Everything outside whose address is a part of one of these. */
export function addressesWithin(...places: readonly string[]): string[] {
  return EVERYBODY.filter((o) => places.some((place) => o.within.includes(place))).map((o) => o.name);
}
