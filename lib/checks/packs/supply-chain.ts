import { IMAGE_TAG } from '../rules/image-tag';
import type { Pack } from './pack';

/** What images are made of and where they come from. */
export const SUPPLY_CHAIN: Pack = {
  name: 'supply-chain',
  about: 'Images are the ones that were tested, and come from where they should.',
  rules: [IMAGE_TAG],
};
