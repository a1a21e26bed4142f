import { CPU_REQUEST } from '../rules/cpu-request';
import { EMPTY_DIR_SIZE } from '../rules/empty-dir-size';
import { EPHEMERAL_STORAGE } from '../rules/ephemeral-storage';
import { HISTORY_LIMIT } from '../rules/history-limit';
import { HPA_REQUEST } from '../rules/hpa-request';
import { HPA_TARGET } from '../rules/hpa-target';
import { MEMORY_LIMIT } from '../rules/memory-limit';
import { MEMORY_OVERCOMMIT } from '../rules/memory-overcommit';
import { MEMORY_REQUEST } from '../rules/memory-request';
import { NAMESPACE_LIMIT_RANGE } from '../rules/namespace-limit-range';
import { NAMESPACE_QUOTA } from '../rules/namespace-quota';
import { REQUEST_OVER_LIMIT } from '../rules/request-over-limit';
import type { Pack } from './pack';

/** What a shop asks of its nodes, and where that ends. */
export const COST: Pack = {
  name: 'cost',
  about: 'Every pod says what it needs, and nothing grows without an end.',
  rules: [
    CPU_REQUEST,
    MEMORY_REQUEST,
    MEMORY_LIMIT,
    EPHEMERAL_STORAGE,
    REQUEST_OVER_LIMIT,
    MEMORY_OVERCOMMIT,
    HPA_REQUEST,
    HPA_TARGET,
    EMPTY_DIR_SIZE,
    HISTORY_LIMIT,
    NAMESPACE_QUOTA,
    NAMESPACE_LIMIT_RANGE,
  ],
};
