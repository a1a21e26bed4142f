import { GATED_FIELD } from '../rules/gated-field';
import { MISSING_FIELD } from '../rules/missing-field';
import { UNKNOWN_FIELD } from '../rules/unknown-field';
import { UNKNOWN_KIND } from '../rules/unknown-kind';
import { UNSERVED_FIELD } from '../rules/unserved-field';
import { WRONG_TYPE } from '../rules/wrong-type';
import { WRONG_VALUE } from '../rules/wrong-value';
import type { Pack } from './pack';

/** Whether the API server can read each object, and keeps all that it says. */
export const SCHEMA: Pack = {
  name: 'schema',
  about: 'The API server of the target version reads every object and keeps all that it says.',
  rules: [UNKNOWN_KIND, UNKNOWN_FIELD, UNSERVED_FIELD, GATED_FIELD, MISSING_FIELD, WRONG_TYPE, WRONG_VALUE],
};
