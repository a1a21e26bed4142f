import type { Size } from 'cdk8s';
import type { Rule } from '../core/shop-error';
import { bytesOf } from './quantities';

/** Volumes and replicas as their rules see them. */
export interface StorageInput {
  readonly storage?: Size;
  readonly replicas?: number;
}

/** What is refused of volumes and replicas. */
export const STORAGE_RULES: ReadonlyArray<Rule<StorageInput>> = [
  {
    code: 'SHOP-D001',
    broken: ({ storage }) => (storage && !(bytesOf(storage) > 0) ? [`a storage of ${bytesOf(storage)} bytes`] : []),
    wanted: 'a size above 0',
    fix: 'give the size that the data needs for the next year',
  },
  {
    code: 'SHOP-D002',
    broken: ({ replicas }) => (replicas === undefined || (Number.isInteger(replicas) && replicas >= 1) ? [] : [`${replicas} replicas`]),
    wanted: 'a whole number from 1',
    fix: 'correct the number',
  },
];
