import { parseImage } from '../core/image-reference';

/** Tags that are moved on to each new image: names of branches and channels, alone or before a variant. */
const MOVING =
  /^(latest|stable|main|master|trunk|develop|development|dev|edge|nightly|canary|next|current|rolling|release|prod|production|staging|snapshot|lts|mainline)(-[a-z]+)*$/i;

/** The moving tag by which an image is asked for; undefined where its tag stands still or a digest does. */
export function movingTag(image: string): string | undefined {
  const { tag = 'latest', digest } = parseImage(image) ?? { digest: '' };
  return digest === undefined && MOVING.test(tag) ? tag : undefined;
}
