import { IMAGE_DIGEST } from '../rules/image-digest';
import { IMAGE_LOCK } from '../rules/image-lock';
import { IMAGE_PULL_POLICY } from '../rules/image-pull-policy';
import { IMAGE_REFERENCE } from '../rules/image-reference';
import { IMAGE_REGISTRY } from '../rules/image-registry';
import { IMAGE_TAG } from '../rules/image-tag';
import { MOVING_TAG } from '../rules/moving-tag';
import type { Pack } from './pack';

/** What images are made of and where they come from. */
export const SUPPLY_CHAIN: Pack = {
  name: 'supply-chain',
  about: 'Images are the ones that were tested, and come from where they should.',
  rules: [IMAGE_REFERENCE, IMAGE_TAG, MOVING_TAG, IMAGE_DIGEST, IMAGE_LOCK, IMAGE_REGISTRY, IMAGE_PULL_POLICY],
};
