import { parseImage } from '../../core/image-reference';
import type { BuildTarget } from '../../model/image-plan';
import type { ImageRecipe } from '../../model/image-recipe';
import { FPM_STAGE, WEB_STAGE } from '../../policy/images/php-image';
import type { PhpImageProps } from './kind-props';

/** Reference of the nginx before PHP: beside PHP's own, at the same tag. A digest would be that of another image. */
export function nginxImageOf({ image, nginxImage }: PhpImageProps): string {
  const { repository, tag } = parseImage(image) ?? { repository: image };
  return nginxImage ?? `${repository}-nginx${tag === undefined ? '' : `:${tag}`}`;
}

/** Two images of one build; the port is nginx's. */
export function phpTargets({ image, port }: ImageRecipe, nginxImage: string): BuildTarget[] {
  return [
    { stage: FPM_STAGE, image },
    { stage: WEB_STAGE, image: nginxImage, port },
  ];
}
