import type { ImagePlan } from '../model/image-plan';
import { GENERATED_MARK } from './file-tree';

/** What a build does not get to see. BuildKit reads it where it stands beside the Dockerfile, as `<Dockerfile>.dockerignore`. */
export function dockerignore({ ignored }: ImagePlan): string {
  return `${[GENERATED_MARK, ...ignored].join('\n')}\n`;
}
