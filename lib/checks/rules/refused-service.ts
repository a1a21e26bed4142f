import { isSubdomain } from '../../core/names';
import { at, indexedObjectsAt, itemsAt, type JsonObject, numberAt, objectAt, textAt } from '../../manifests/json';
import { protocolOf } from '../../manifests/pods';
import { type BreachInside, beneath, manifestRule, type Rule } from '../rule';

const service = (type: string) => `
apiVersion: v1
kind: Service
metadata: { name: storefront }
spec: { ${type}clusterIP: None, selector: { app: storefront }, ports: [{ port: 80 }] }
`;

/** A Service has what its type has, and nothing of another one. */
export const REFUSED_SERVICE: Rule = manifestRule(
  {
    id: 'refused-service',
    severity: 'error',
    why: 'The API server refuses the Service, and what it stands for has no address.',
    wanted: 'fields that its type has',
    fix: 'correct the type, or remove the field',
    wrong: service('type: LoadBalancer, '),
    right: service(''),
    see: ['https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/core/validation/validation.go'],
  },
  ['/Service'],
  function* refused({ body }) {
    const spec = objectAt(body, 'spec');
    const type = textAt(spec, 'type') || 'ClusterIP';
    for (const breaches of [ofAddress(spec, type), ofOtherTypes(spec, type), ofPorts(spec, type), ofAffinity(spec)])
      yield* beneath(['spec'], breaches);
  },
);

function* ofAddress(spec: JsonObject, type: string): Generator<BreachInside> {
  const address = textAt(spec, 'clusterIP') || itemsAt(spec, 'clusterIPs')[0];
  const headless = address === 'None';
  if (headless && (type === 'LoadBalancer' || type === 'NodePort'))
    yield { field: ['clusterIP'], got: `None in a Service of the type ${type}`, wanted: 'an address, which the type needs' };
  if (type !== 'ExternalName') {
    if (itemsAt(spec, 'ports').length === 0 && !headless) yield { field: ['ports'], got: 'none', wanted: 'a port', fix: 'add one' };
    return;
  }
  if (address) yield { field: ['clusterIP'], got: `${address} in a Service of the type ExternalName`, wanted: 'none' };
  for (const field of ['ipFamilies', 'ipFamilyPolicy'])
    if (isStated(spec, field)) yield { field: [field], got: 'it in a Service of the type ExternalName', wanted: 'none' };
  const name = textAt(spec, 'externalName') ?? '';
  if (!isSubdomain(name.replace(/\.$/, '')))
    yield { field: ['externalName'], got: name === '' ? 'none' : JSON.stringify(name), wanted: 'a name of the DNS', fix: 'name the host' };
}

/** Fields of which the API server wants to hear of with a LoadBalancer alone. */
const OF_LOAD_BALANCERS = ['loadBalancerSourceRanges', 'loadBalancerClass', 'allocateLoadBalancerNodePorts'];

function* ofOtherTypes(spec: JsonObject, type: string): Generator<BreachInside> {
  const got = `it in a Service of the type ${type}`;
  for (const field of type === 'LoadBalancer' ? [] : OF_LOAD_BALANCERS)
    if (isStated(spec, field)) yield { field: [field], got, wanted: 'the type LoadBalancer' };
  const open = type === 'LoadBalancer' || type === 'NodePort' || (type === 'ClusterIP' && itemsAt(spec, 'externalIPs').length > 0);
  if (!open && isStated(spec, 'externalTrafficPolicy'))
    yield { field: ['externalTrafficPolicy'], got, wanted: 'the type LoadBalancer or NodePort' };
  const checked = type === 'LoadBalancer' && spec.externalTrafficPolicy === 'Local';
  if (!checked && isStated(spec, 'healthCheckNodePort'))
    yield { field: ['healthCheckNodePort'], got, wanted: 'the type LoadBalancer with externalTrafficPolicy: Local' };
}

function* ofPorts(spec: JsonObject, type: string): Generator<BreachInside> {
  const seen = new Set<string>();
  for (const [index, port] of indexedObjectsAt(spec, 'ports')) {
    if (type === 'ClusterIP' && isStated(port, 'nodePort'))
      yield {
        field: ['ports', index, 'nodePort'],
        got: `${port.nodePort} in a Service of the type ClusterIP`,
        wanted: 'the type NodePort',
      };
    for (const field of ['port', 'nodePort']) {
      const number = numberAt(port, field);
      const key = `${field} ${number}/${protocolOf(port)}`;
      if (number && seen.has(key))
        yield {
          field: ['ports', index, field],
          got: `${number}/${protocolOf(port)} a second time`,
          wanted: 'each once',
          fix: 'remove one',
        };
      seen.add(key);
    }
  }
}

/** Longest that a client is kept at a pod, one day. */
const MOST_AFFINITY = 86_400;

function* ofAffinity(spec: JsonObject): Generator<BreachInside> {
  const field = ['sessionAffinityConfig', 'clientIP', 'timeoutSeconds'];
  const seconds = at(spec, ...field);
  // Without ClientIP the API server forgets the whole of it.
  if (spec.sessionAffinity !== 'ClientIP' || typeof seconds !== 'number' || (seconds >= 1 && seconds <= MOST_AFFINITY)) return;
  yield { field, got: `${seconds}`, wanted: `seconds from 1 to ${MOST_AFFINITY}`, fix: 'correct the number' };
}

/** Nothing, an empty text or list and 0 say nothing to the API. */
function isStated(spec: JsonObject, field: string): boolean {
  const value = spec[field] ?? '';
  return value !== '' && value !== 0 && !(Array.isArray(value) && value.length === 0);
}
