import { itemsAt, type Json, numberAt, objectAt, objectsAt, requiredTextAt, textAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';

/** What an autoscaler does, whichever of the two kinds it is. */
export interface ScalingView {
  readonly least: number;
  readonly most: number;
  /** By what it scales, each as a text that reads well: `cpu 60 %`, `rabbitmq`. */
  readonly metrics: readonly string[];
}

/** Kinds of autoscalers. */
export const SCALER_KINDS = ['autoscaling/HorizontalPodAutoscaler', 'keda.sh/ScaledObject'];

/**
 * Reads an autoscaler, with the defaults of its kind.
 * @see https://keda.sh/docs/latest/reference/scaledobject-spec/ minReplicaCount 0, maxReplicaCount 100
 */
export function scalingOf({ kind, body }: Manifest): ScalingView {
  if (kind === 'ScaledObject')
    return {
      least: numberAt(body, 'spec', 'minReplicaCount') ?? 0,
      most: numberAt(body, 'spec', 'maxReplicaCount') ?? 100,
      metrics: objectsAt(body, 'spec', 'triggers').map(triggerText),
    };
  return {
    least: numberAt(body, 'spec', 'minReplicas') ?? 1,
    most: numberAt(body, 'spec', 'maxReplicas') ?? 1,
    metrics: itemsAt(body, 'spec', 'metrics').map(metricText),
  };
}

/** `value`, `threshold`, `queueLength`, `lagThreshold`; not from when on a trigger is active, nor where its value stands. */
const THRESHOLD = /^(?!activation).*(?:value|threshold|length)$/i;

function triggerText(trigger: Json): string {
  const threshold = Object.entries(objectAt(trigger, 'metadata')).find(([name]) => THRESHOLD.test(name));
  return [requiredTextAt(trigger, 'type'), ...(threshold ? [threshold[1]] : [])].join(' ');
}

function metricText(metric: Json): string {
  const own = Object.entries(objectAt(metric)).find(([name]) => name !== 'type')?.[1];
  const name = textAt(own, 'name') ?? requiredTextAt(own, 'metric', 'name');
  const target = objectAt(own, 'target');
  const percent = numberAt(target, 'averageUtilization');
  return `${name} ${percent === undefined ? (target.averageValue ?? target.value) : `${percent} %`}`;
}
