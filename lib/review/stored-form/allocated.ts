import { isObject, itemsAt, type JsonObject, objectAt, objectsAt, textAt } from '../../manifests/json';

/**
 * A Service as it is stored over one that runs: what a cluster has given it, or was made to, stays where the manifest says
 * nothing of it. So it is with `clusterIP: None` too, but whoever takes that away means an address and does not get one:
 * that difference is left for a reader to see.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/registry/core/service/storage/storage.go patchAllocatedValues
 */
export function withAllocated(body: JsonObject, running: JsonObject): JsonObject {
  const [spec, old] = [objectAt(body, 'spec'), objectAt(running, 'spec')];
  return { ...body, spec: { ...spec, ...addresses(spec, old), ...nodePorts(spec, old), ...healthPort(spec, old) } };
}

const ADDRESSES = ['clusterIP', 'clusterIPs', 'ipFamilies'];

function addresses(spec: JsonObject, old: JsonObject): JsonObject {
  if (spec.type === 'ExternalName' || old.type === 'ExternalName' || old.clusterIP === 'None') return {};
  return kept(spec, old, ADDRESSES);
}

/** By the names of the ports; one that a port of the manifest takes itself is not given to another. */
function nodePorts(spec: JsonObject, old: JsonObject): JsonObject {
  if (!(hasNodePorts(spec) && hasNodePorts(old))) return {};
  const given = new Map(objectsAt(old, 'ports').map(({ name, nodePort }) => [name, nodePort]));
  const stated = new Set(objectsAt(spec, 'ports').map(({ nodePort }) => nodePort));
  const ports = itemsAt(spec, 'ports').map((port) => {
    const nodePort = isObject(port) ? given.get(port.name) : undefined;
    return isObject(port) && nodePort !== undefined && !stated.has(nodePort) ? { nodePort, ...port } : port;
  });
  return { ports };
}

function hasNodePorts(spec: JsonObject): boolean {
  const type = textAt(spec, 'type');
  return type === 'NodePort' || (type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts === true);
}

function healthPort(spec: JsonObject, old: JsonObject): JsonObject {
  const hasOne = (s: JsonObject): boolean => s.type === 'LoadBalancer' && s.externalTrafficPolicy === 'Local';
  return hasOne(spec) && hasOne(old) ? kept(spec, old, ['healthCheckNodePort']) : {};
}

function kept(spec: JsonObject, old: JsonObject, fields: readonly string[]): JsonObject {
  const missing = fields.filter((field) => spec[field] === undefined && old[field] !== undefined);
  return Object.fromEntries(missing.map((field) => [field, old[field]]));
}
