import { parseImage } from '../../core/image-reference';
import { isObject, itemsAt, type Json, type JsonObject, objectAt, textAt } from '../../manifests/json';
import { filled, type StoredDefinition, type StoredDefinitions, without } from './stored-definition';

/**
 * What every pod template gets. `resources.requests` and `enableServiceLinks` are not among it: they are filled in when a
 * pod is made, so that stating them in a template changes its bytes and rolls its pods.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/core/v1/defaults.go SetDefaults_PodSpec, SetDefaults_Container
 */
export const POD_DEFINITIONS: StoredDefinitions = {
  'core.v1.PodSpec': (spec) => ({
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
    schedulerName: 'default-scheduler',
    terminationGracePeriodSeconds: 30,
    securityContext: {},
    ...accountOf(spec),
    ...without(spec, 'serviceAccount', 'serviceAccountName'),
  }),
  'core.v1.Container': container,
  'core.v1.EphemeralContainer': container,
  'core.v1.ContainerPort': filled({ protocol: 'TCP' }),
  'core.v1.Probe': filled({ timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 }),
  'core.v1.HTTPGetAction': filled({ path: '/', scheme: 'HTTP' }),
  'core.v1.GRPCAction': filled({ service: '' }),
  'core.v1.ObjectFieldSelector': filled({ apiVersion: 'v1' }),
  // Zero is read as one.
  'core.v1.ResourceFieldSelector': filled({ divisor: '0' }),
};

/** The old name of the account's field is an alias; the API gives both. */
function accountOf(spec: JsonObject): JsonObject {
  const name = spec.serviceAccountName ?? spec.serviceAccount;
  return name === undefined ? {} : { serviceAccountName: name };
}

function container(object: JsonObject): JsonObject {
  return {
    imagePullPolicy: pullPolicyOf(textAt(object, 'image') ?? ''),
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    ...object,
  };
}

/** `Always` for `latest`, which is also the tag of an image that has neither tag nor digest. */
export function pullPolicyOf(image: string): string {
  const { tag, digest } = parseImage(image) ?? {};
  return (tag ?? (digest === undefined ? 'latest' : '')) === 'latest' ? 'Always' : 'IfNotPresent';
}

/** What a pod that no template makes gets beside it. @see SetDefaults_Pod in the same file */
export const barePod: StoredDefinition = (spec) => {
  const own = filled({ enableServiceLinks: true, ...(spec.serviceAccount === undefined && { serviceAccountName: 'default' }) })(spec);
  const lists = ['containers', 'initContainers'].filter((list) => Array.isArray(own[list]));
  const containers = (list: string): Json => itemsAt(own, list).map((item) => (isObject(item) ? requesting(item, own) : item));
  return { ...own, ...Object.fromEntries(lists.map((list) => [list, containers(list)])) };
};

/** What is limited and not requested is requested in full; on the network of its node, a port is one of the node. */
function requesting(object: JsonObject, { hostNetwork }: JsonObject): JsonObject {
  const resources = objectAt(object, 'resources');
  const requests = { ...objectAt(resources, 'limits'), ...objectAt(resources, 'requests') };
  const ports = itemsAt(object, 'ports').map((port) => (isObject(port) ? { hostPort: port.containerPort, ...port } : port));
  return { ...object, resources: { ...resources, requests }, ...(hostNetwork === true && { ports }) };
}
