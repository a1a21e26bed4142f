import { isObject, type JsonObject, objectAt, textAt } from '../../manifests/json';
import { filled, type StoredDefinition, type StoredDefinitions } from './stored-definition';

const RBAC_GROUP = 'rbac.authorization.k8s.io';

/**
 * What the rest is filled with: namespaces, secrets, rights, priorities, limits, webhooks, definitions of resources.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/rbac/v1/defaults.go and its neighbours
 */
export const CLUSTER_DEFINITIONS: StoredDefinitions = {
  'core.v1.Namespace': (namespace) => ({ ...namespace, metadata: namedByLabel(objectAt(namespace, 'metadata')) }),
  'core.v1.Secret': secret,
  'core.v1.LimitRangeItem': limitRange,
  'rbac.v1.RoleRef': filled({ apiGroup: RBAC_GROUP }),
  'rbac.v1.Subject': (subject) => ({ ...(subject.kind !== 'ServiceAccount' && { apiGroup: RBAC_GROUP }), ...subject }),
  'scheduling.v1.PriorityClass': filled({ preemptionPolicy: 'PreemptLowerPriority' }),
  'resource.v1.ExactDeviceRequest': exactly,
  'resource.v1.DeviceSubRequest': exactly,
  'apiextensions.v1.CustomResourceDefinitionSpec': filled({ conversion: { strategy: 'None' } }),
  'apiextensions.v1.CustomResourceDefinitionNames': (names) => {
    const kind = textAt(names, 'kind') ?? '';
    return { singular: kind.toLowerCase(), listKind: `${kind}List`, ...names };
  },
  'apiextensions.v1.ServiceReference': filled({ port: 443 }),
  'admissionregistration.v1.ValidatingWebhook': webhook({}),
  'admissionregistration.v1.MutatingWebhook': webhook({ reinvocationPolicy: 'Never' }),
  'admissionregistration.v1.RuleWithOperations': filled({ scope: '*' }),
  'admissionregistration.v1.NamedRuleWithOperations': filled({ scope: '*' }),
  'admissionregistration.v1.ServiceReference': filled({ port: 443 }),
  'admissionregistration.v1.ValidatingAdmissionPolicySpec': filled({ failurePolicy: 'Fail' }),
  'admissionregistration.v1.MatchResources': filled({ matchPolicy: 'Equivalent', namespaceSelector: {}, objectSelector: {} }),
};

function namedByLabel(metadata: JsonObject): JsonObject {
  const { name } = metadata;
  return { ...metadata, labels: { ...objectAt(metadata, 'labels'), ...(name !== undefined && { 'kubernetes.io/metadata.name': name }) } };
}

/** `stringData` is how a value is written, and `data` is where it is stored; where both have a key, the first counts. */
function secret(object: JsonObject): JsonObject {
  const { stringData, data, ...rest } = object;
  const texts = isObject(stringData) ? Object.entries(stringData) : [];
  const encoded = texts.map(([key, text]) => [key, typeof text === 'string' ? Buffer.from(text, 'utf8').toString('base64') : text]);
  const all = { ...(isObject(data) && data), ...Object.fromEntries(encoded) };
  return { type: 'Opaque', ...rest, ...(Object.keys(all).length > 0 && { data: all }) };
}

/** The most is the default limit where none is said, a default limit the default request, and the least where there is neither. */
function limitRange(item: JsonObject): JsonObject {
  if (item.type !== 'Container') return item;
  const limits = { ...objectAt(item, 'max'), ...objectAt(item, 'default') };
  const requests = { ...objectAt(item, 'min'), ...limits, ...objectAt(item, 'defaultRequest') };
  return { ...item, default: limits, defaultRequest: requests };
}

function exactly(request: JsonObject): JsonObject {
  const { allocationMode = 'ExactCount' } = request;
  return { ...(allocationMode === 'ExactCount' && { count: 1 }), ...request, allocationMode };
}

function webhook(more: JsonObject): StoredDefinition {
  return filled({
    failurePolicy: 'Fail',
    matchPolicy: 'Equivalent',
    namespaceSelector: {},
    objectSelector: {},
    timeoutSeconds: 10,
    ...more,
  });
}
