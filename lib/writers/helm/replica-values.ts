import { numberAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import type { ShopView } from '../shop-view';
import { type ChartValue, type ChartValues, freeKey, ownerOf, type Place, valueAction } from './chart-value';

/** An autoscaler with its two bounds. */
interface Autoscaler {
  readonly manifest: Manifest;
  readonly min: number;
  readonly max: number;
  readonly minFields: readonly (readonly string[])[];
  readonly maxField: readonly string[];
}

/**
 * The bounds of every autoscaler. They stay within what was described: the quota of the namespace and the connections of
 * the databases were computed for the described maximum, and no value changes those.
 */
export function replicaValues(shop: ShopView): ChartValues {
  const taken = new Set<string>();
  const scalers = shop.manifests.all.flatMap(autoscaler).map((scaler): [string, Autoscaler] => {
    const key = freeKey((k) => !taken.has(k), [ownerOf(scaler.manifest), scaler.manifest.name]);
    taken.add(key);
    return [key, scaler];
  });
  return {
    values: scalers.map(([key, scaler]) => value(shop, key, scaler)),
    places: scalers.flatMap(([key, scaler]) => places(key, scaler)),
  };
}

function autoscaler(manifest: Manifest): Autoscaler[] {
  const { group, kind } = manifest;
  if (group === 'autoscaling' && kind === 'HorizontalPodAutoscaler') return bounds(manifest, 'minReplicas', 'maxReplicas');
  if (group === 'keda.sh' && kind === 'ScaledObject') return bounds(manifest, 'minReplicaCount', 'maxReplicaCount');
  return [];
}

function bounds(manifest: Manifest, minField: string, maxField: string): Autoscaler[] {
  const min = numberAt(manifest.body, 'spec', minField);
  const max = numberAt(manifest.body, 'spec', maxField);
  if (min === undefined || max === undefined) return [];
  // KEDA keeps as many when it cannot ask the queue.
  const fallback = numberAt(manifest.body, 'spec', 'fallback', 'replicas') === min ? [['spec', 'fallback', 'replicas']] : [];
  return [{ manifest, min, max, minFields: [['spec', minField], ...fallback], maxField: ['spec', maxField] }];
}

function value(shop: ShopView, key: string, { min, max }: Autoscaler): ChartValue {
  const least = Math.min(min, shop.profile.minReplicas);
  const bound = (description: string) => ({ type: 'integer', description, minimum: least, maximum: max });
  return {
    group: 'replicas',
    key,
    value: { min, max },
    schema: {
      type: 'object',
      description: `Bounds of the autoscaler, from ${least} to ${max}. What was computed for ${max}: ${reasons(shop, key)}.`,
      additionalProperties: false,
      required: ['min', 'max'],
      properties: { min: bound('Fewest replicas, at most as many as max.'), max: bound('Most replicas.') },
    },
  };
}

function places(key: string, { manifest, minFields, maxField }: Autoscaler): Place[] {
  const place = (field: readonly string[], part: string) => ({ manifest, field, action: `int (${valueAction('replicas', key)}).${part}` });
  return [...minFields.map((field) => place(field, 'min')), place(maxField, 'max')];
}

/** What stands on the maximum: the quota, and the pools of the databases that the component uses. */
function reasons({ graph, profile }: ShopView, component: string): string {
  const pools = graph.connectionsFrom(component).filter(({ options }) => options.poolPerReplica !== undefined);
  const stands = [...(profile.quota ? ['the quota'] : []), ...pools.map(({ to }) => `the connections of ${to.name}`)];
  return stands.length > 0 ? stands.join(', ') : 'the size of the nodes';
}
