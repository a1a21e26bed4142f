import { itemsAt, type JsonObject, objectAt, textAt } from '../../manifests/json';
import { filled, type StoredDefinitions } from './stored-definition';

/**
 * Services and what decides who reaches them. Addresses and ports of nodes are the cluster's to give, and stay open.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/core/v1/defaults.go SetDefaults_Service
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/registry/core/service/storage/alloc.go initIPFamilyFields
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/networking/v1/defaults.go
 */
export const NETWORK_DEFINITIONS: StoredDefinitions = {
  'core.v1.ServiceSpec': serviceSpec,
  'core.v1.ServicePort': (port) => ({ protocol: 'TCP', ...(port.port !== undefined && { targetPort: port.port }), ...port }),
  'core.v1.EndpointPort': filled({ protocol: 'TCP' }),
  'discovery.v1.EndpointPort': filled({ name: '', protocol: 'TCP' }),
  'networking.v1.NetworkPolicySpec': (spec) => ({
    podSelector: {},
    policyTypes: ['Ingress', ...(itemsAt(spec, 'egress').length > 0 ? ['Egress'] : [])],
    ...spec,
  }),
  'networking.v1.NetworkPolicyPort': filled({ protocol: 'TCP' }),
  'networking.v1.IngressClassParametersReference': filled({ scope: 'Cluster' }),
};

function serviceSpec(spec: JsonObject): JsonObject {
  const type = textAt(spec, 'type') ?? 'ClusterIP';
  const affinity = textAt(spec, 'sessionAffinity') ?? 'None';
  const { sessionAffinityConfig: _, ...stated } = spec;
  return {
    ...(type !== 'ExternalName' && { internalTrafficPolicy: 'Cluster', ...familyPolicy(spec) }),
    ...(isExternal(type, spec) && { externalTrafficPolicy: 'Cluster' }),
    ...(type === 'LoadBalancer' && { allocateLoadBalancerNodePorts: true }),
    ...stated,
    ...bothAddresses(spec),
    ...(affinity === 'ClientIP' && { sessionAffinityConfig: { clientIP: { timeoutSeconds: affinitySeconds(spec) } } }),
    sessionAffinity: affinity,
    type,
  };
}

function isExternal(type: string, spec: JsonObject): boolean {
  return type === 'LoadBalancer' || type === 'NodePort' || (type === 'ClusterIP' && itemsAt(spec, 'externalIPs').length > 0);
}

/** One family; two where pods are not chosen and there is no address, for whoever writes the endpoints may have both. */
function familyPolicy(spec: JsonObject): JsonObject {
  const anyEndpoints = spec.clusterIP === 'None' && Object.keys(objectAt(spec, 'selector')).length === 0;
  return { ipFamilyPolicy: anyEndpoints ? 'RequireDualStack' : 'SingleStack' };
}

/** The one address and the list of them are two fields for the same. */
function bothAddresses(spec: JsonObject): JsonObject {
  const { clusterIP, clusterIPs } = spec;
  if (typeof clusterIP === 'string' && clusterIPs === undefined) return { clusterIPs: [clusterIP] };
  const [first] = itemsAt(spec, 'clusterIPs');
  return clusterIP === undefined && first !== undefined ? { clusterIP: first } : {};
}

/** Three hours. */
const AFFINITY_SECONDS = 10_800;

function affinitySeconds(spec: JsonObject) {
  return objectAt(spec, 'sessionAffinityConfig', 'clientIP').timeoutSeconds ?? AFFINITY_SECONDS;
}
