import { isObject, itemsAt, type JsonObject, numberAt, objectAt } from '../../manifests/json';
import { filled, type StoredDefinitions, without } from './stored-definition';

const policy = (type: string, value: number): JsonObject => ({ type, value, periodSeconds: 15 });
const UP: JsonObject = { stabilizationWindowSeconds: 0, selectPolicy: 'Max', policies: [policy('Pods', 4), policy('Percent', 100)] };
/** How long the controller waits before it takes pods away is a flag of its own, 300 seconds, and not written here. */
const DOWN: JsonObject = { selectPolicy: 'Max', policies: [policy('Percent', 100)] };

/** Share of the CPU requests at which a HorizontalPodAutoscaler that names no metric adds pods, in percent. */
const CPU_PERCENT = 80;

/**
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/autoscaling/v2/defaults.go
 */
export const AUTOSCALER_DEFINITIONS: StoredDefinitions = {
  'autoscaling.v2.HorizontalPodAutoscalerSpec': (spec) => ({
    minReplicas: 1,
    ...spec,
    ...(itemsAt(spec, 'metrics').length === 0 && { metrics: [cpuMetric(CPU_PERCENT)] }),
  }),
  'autoscaling.v2.HorizontalPodAutoscalerBehavior': (behavior) => ({
    scaleUp: { ...UP, ...objectAt(behavior, 'scaleUp') },
    scaleDown: { ...DOWN, ...objectAt(behavior, 'scaleDown') },
  }),
  'autoscaling.v1.HorizontalPodAutoscalerSpec': filled({ minReplicas: 1 }),
};

/**
 * A HorizontalPodAutoscaler of the first version as the second writes it, which the API server converts to; the version
 * that is stated stays.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/autoscaling/v1/conversion.go
 */
export function asSecondVersion(body: JsonObject): JsonObject {
  const { spec } = body;
  if (!isObject(spec)) return body;
  const percent = numberAt(spec, 'targetCPUUtilizationPercentage') ?? CPU_PERCENT;
  return { ...body, spec: { ...without(spec, 'targetCPUUtilizationPercentage'), metrics: [cpuMetric(percent)] } };
}

function cpuMetric(percent: number): JsonObject {
  return { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: percent } } };
}
