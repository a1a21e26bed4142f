import { IMAGE_PATTERN, PINNED_IMAGE_PATTERN, VERSIONED_IMAGE_PATTERN } from '../../core/image-reference';
import { sortedBy } from '../../core/order';
import { type JsonObject, textAt } from '../../manifests/json';
import type { ManifestSet } from '../../manifests/manifest-set';
import type { ContainerView, PodsView } from '../../manifests/pods';
import type { ProfileData } from '../../model/profile-data';
import { type ChartValues, freeKey, ownerOf, type Place, valueAction } from './chart-value';

/** What the profile asks of an image; a new value is held to what the first was. */
export type ImageDemands = Pick<ProfileData, 'requireDigests' | 'requireTags'>;

/**
 * Every image of every container: one value for a component, which all its containers share that run the same, and one
 * for each other image, such as a sidecar's.
 */
export function imageValues(manifests: ManifestSet, demands: ImageDemands): ChartValues {
  const images = new Map<string, string>();
  const keyOf = (image: string, candidates: readonly string[]): string => {
    const key = freeKey((k) => (images.get(k) ?? image) === image, candidates);
    images.set(key, image);
    return key;
  };
  const workloads = manifests.pods.map((pods) => ({ pods, key: mainKey(pods, keyOf) }));
  const places = workloads.flatMap(({ pods, key }) =>
    pods.containers.flatMap((container) => {
      const image = imageOf(container);
      if (image === undefined) return [];
      return [placeOf(pods, container, image === images.get(key) ? key : keyOf(image, [`${key}-${container.name}`]))];
    }),
  );
  const schema = imageSchema(demands, 'Image, as registry/repository:tag@digest.');
  return { places, values: sortedBy(images, ([key]) => key).map(([key, image]) => ({ group: 'images', key, value: image, schema })) };
}

/** What a value for an image has to be. */
export function imageSchema({ requireDigests, requireTags }: ImageDemands, description: string): JsonObject {
  if (requireDigests) return { type: 'string', description: `${description} With a digest.`, pattern: PINNED_IMAGE_PATTERN };
  if (!requireTags) return { type: 'string', description, pattern: IMAGE_PATTERN };
  return {
    type: 'string',
    description: `${description} With a tag other than latest, or a digest.`,
    pattern: VERSIONED_IMAGE_PATTERN,
    not: { pattern: ':latest$' },
  };
}

function mainKey(pods: PodsView, keyOf: (image: string, candidates: readonly string[]) => string): string {
  const main = pods.containers.find(({ role }) => role === 'main');
  const image = main && imageOf(main);
  const { manifest } = pods;
  return image === undefined
    ? ownerOf(manifest)
    : keyOf(image, [ownerOf(manifest), manifest.name, `${manifest.kind.toLowerCase()}-${manifest.name}`]);
}

function placeOf({ manifest, template }: PodsView, { field }: ContainerView, key: string): Place {
  return { manifest, field: [...template, ...field, 'image'], action: `${valueAction('images', key)} | quote` };
}

function imageOf({ body }: ContainerView): string | undefined {
  return textAt(body, 'image');
}
