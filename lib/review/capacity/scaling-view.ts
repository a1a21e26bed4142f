import { itemsAt, type Json, numberAt, objectAt, objectsAt, textAt } from '../../manifests/json';
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

/** Reads an autoscaler, with the defaults of its kind. */
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

function triggerText(trigger: Json): string {
  const { value = '', ...rest } = objectAt(trigger, 'metadata') as Readonly<Record<string, string | undefined>>;
  const threshold = value || Object.entries(rest).find(([name]) => /value|threshold|length/i.test(name))?.[1] || '';
  return `${textAt(trigger, 'type') ?? 'a trigger'}${threshold === '' ? '' : ` ${threshold}`}`;
}

function metricText(metric: Json): string {
  const own = Object.entries(objectAt(metric)).find(([name]) => name !== 'type')?.[1];
  const name = textAt(own, 'name') ?? textAt(own, 'metric', 'name') ?? textAt(metric, 'type') ?? 'a metric';
  const target = objectAt(own, 'target');
  const percent = numberAt(target, 'averageUtilization');
  const amount = target.averageValue ?? target.value;
  return `${name}${percent === undefined ? (amount === undefined ? '' : ` ${amount}`) : ` ${percent} %`}`;
}
