import { parseImage } from '../core/image-reference';
import type { Rule } from '../core/shop-error';
import type { ProfileData } from '../model/profile-data';

/** Images of a component, with what the profile asks of them. */
export interface ImageInput {
  readonly images: readonly string[];
  readonly profile: ProfileData;
}

/** An image with the digest that the shop's table gives it; a reference that has one already keeps it. */
export function pinned(image: string, digests: Readonly<Record<string, string>>): string {
  // Own keys alone: an image may be called `constructor`.
  const digest = new Map(Object.entries(digests)).get(image);
  return digest === undefined || image.includes('@') ? image : `${image}@${digest}`;
}

/** Image references. */
export const IMAGE_RULES: ReadonlyArray<Rule<ImageInput>> = [
  {
    code: 'SHOP-I001',
    broken: ({ images }) => images.filter((i) => !parseImage(i)).map((i) => `the image "${i}"`),
    wanted: 'a reference of the form [registry/]repository[:tag][@sha256:<64 hex digits>]',
    fix: 'correct the reference',
  },
  {
    code: 'SHOP-I002',
    broken: ({ images, profile }) => (profile.requireTags ? images.filter(untagged).map((i) => `the image "${i}"`) : []),
    wanted: 'a tag other than latest, or a digest, in this profile',
    fix: 'name the version that was tested',
  },
  {
    code: 'SHOP-I003',
    broken: ({ images, profile }) =>
      profile.requireDigests ? images.filter((i) => parseImage(i) && !parseImage(i)?.digest).map((i) => `the image "${i}"`) : [],
    wanted: 'a digest, in this profile',
    fix: "run `cdk8s-shop images lock --image IMAGE` and give the shop's imageDigests what ImageLock.fromFile reads, or append @sha256:…",
  },
];

function untagged(image: string): boolean {
  const parsed = parseImage(image);
  return parsed !== undefined && parsed.digest === undefined && (parsed.tag === undefined || parsed.tag === 'latest');
}
