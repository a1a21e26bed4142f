import { API_OFF_BY_DEFAULT } from '../rules/api-off-by-default';
import { DEPRECATED_API } from '../rules/deprecated-api';
import { DUPLICATE_NAME } from '../rules/duplicate-name';
import { EXCLUSIVE_FIELDS } from '../rules/exclusive-fields';
import { FUTURE_API } from '../rules/future-api';
import { REFUSED_ANNOTATION } from '../rules/refused-annotation';
import { REFUSED_DATA } from '../rules/refused-data';
import { REFUSED_ENV_NAME } from '../rules/refused-env-name';
import { REFUSED_LABEL } from '../rules/refused-label';
import { REFUSED_NAME } from '../rules/refused-name';
import { REFUSED_NUMBER } from '../rules/refused-number';
import { REFUSED_PART_NAME } from '../rules/refused-part-name';
import { REFUSED_SPREAD } from '../rules/refused-spread';
import { REMOVED_API } from '../rules/removed-api';
import type { Pack } from './pack';

/** What the API server refuses beside what the schemas say. */
export const API: Pack = {
  name: 'api',
  about: 'The API server of the target version takes every object: its form, its names, its labels and its size.',
  rules: [
    REMOVED_API,
    FUTURE_API,
    DEPRECATED_API,
    API_OFF_BY_DEFAULT,
    REFUSED_NAME,
    REFUSED_PART_NAME,
    REFUSED_ENV_NAME,
    REFUSED_LABEL,
    REFUSED_ANNOTATION,
    REFUSED_DATA,
    REFUSED_NUMBER,
    REFUSED_SPREAD,
    DUPLICATE_NAME,
    EXCLUSIVE_FIELDS,
  ],
};
