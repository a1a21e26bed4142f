import { ClusterProfile, type ClusterProfileProps, HostNamePolicy, LoadBalancerKind } from '../../lib/model/cluster-profile';
import { EdgeClass } from '../../lib/model/edge-class';
import { KubernetesVersion } from '../../lib/model/kubernetes-version';

test('a plain cluster has nothing beyond core Kubernetes, an Ingress controller and metrics-server', () => {
  expect(ClusterProfile.plain()._data).toEqual({
    kubernetes: KubernetesVersion.V1_34,
    edge: EdgeClass.ingress(),
    prometheusOperator: false,
    monitoringNamespace: 'monitoring',
    resourceMetrics: true,
    zones: 3,
    storageClass: undefined,
    loadBalancer: LoadBalancerKind.NODE,
    nodeCidrs: [],
    apiServerCidrs: ['0.0.0.0/0'],
    hostNames: HostNamePolicy.CIDR,
  });
});

test('what is given goes before every default', () => {
  const props: Required<Omit<ClusterProfileProps, 'encryptedStorageClass'>> = {
    kubernetes: KubernetesVersion.V1_28,
    edge: EdgeClass.gateway('envoy'),
    clusterIssuer: 'letsencrypt',
    kedaNamespace: 'keda',
    prometheusOperator: true,
    monitoringNamespace: 'observability',
    clusterSecretStore: 'vault',
    resourceMetrics: false,
    zones: 1,
    storageClass: 'fast',
    loadBalancer: LoadBalancerKind.POD_ADDRESS,
    nodeCidrs: ['10.0.0.0/16'],
    apiServerCidrs: ['10.0.0.1/32'],
    hostNames: HostNamePolicy.CILIUM,
  };
  expect(ClusterProfile.of(props)._data).toEqual(props);
});

test('a prop that is given as undefined takes its default', () => {
  const props: ClusterProfileProps = { kubernetes: undefined, zones: undefined, resourceMetrics: undefined, nodeCidrs: undefined };
  expect(ClusterProfile.of(props)._data).toEqual(ClusterProfile.plain()._data);
});

test('a class that encrypts goes before one that does not', () => {
  expect(ClusterProfile.of({ storageClass: 'fast', encryptedStorageClass: 'fast-encrypted' })._data.storageClass).toBe('fast-encrypted');
  expect(ClusterProfile.of({ encryptedStorageClass: 'fast-encrypted' })._data).not.toHaveProperty('encryptedStorageClass');
});

test('lists are copied: a later change of the given one changes no profile', () => {
  const nodeCidrs = ['10.0.0.0/16'];
  const apiServerCidrs = ['10.0.0.1/32'];
  const profile = ClusterProfile.of({ nodeCidrs, apiServerCidrs });
  nodeCidrs.push('0.0.0.0/0');
  apiServerCidrs.push('0.0.0.0/0');
  expect(profile._data.nodeCidrs).toEqual(['10.0.0.0/16']);
  expect(profile._data.apiServerCidrs).toEqual(['10.0.0.1/32']);
});
