import { API_OFF_BY_DEFAULT } from '../rules/api-off-by-default';
import { DEPRECATED_API } from '../rules/deprecated-api';
import { DUPLICATE_NAME } from '../rules/duplicate-name';
import { EXCLUSIVE_FIELDS } from '../rules/exclusive-fields';
import { FUTURE_API } from '../rules/future-api';
import { INIT_CONTAINER_FIELDS } from '../rules/init-container-fields';
import { REFUSED_ANNOTATION } from '../rules/refused-annotation';
import { REFUSED_BINDING } from '../rules/refused-binding';
import { REFUSED_DATA } from '../rules/refused-data';
import { REFUSED_ENV_NAME } from '../rules/refused-env-name';
import { REFUSED_INGRESS } from '../rules/refused-ingress';
import { REFUSED_JOB } from '../rules/refused-job';
import { REFUSED_LABEL } from '../rules/refused-label';
import { REFUSED_LIMIT_RANGE } from '../rules/refused-limit-range';
import { REFUSED_MOUNT } from '../rules/refused-mount';
import { REFUSED_NAME } from '../rules/refused-name';
import { REFUSED_NUMBER } from '../rules/refused-number';
import { REFUSED_PART_NAME } from '../rules/refused-part-name';
import { REFUSED_POLICY_RANGE } from '../rules/refused-policy-range';
import { REFUSED_PRIVILEGE } from '../rules/refused-privilege';
import { REFUSED_ROLE } from '../rules/refused-role';
import { REFUSED_SECRET } from '../rules/refused-secret';
import { REFUSED_SERVICE } from '../rules/refused-service';
import { REFUSED_SPREAD } from '../rules/refused-spread';
import { REFUSED_TOLERATION } from '../rules/refused-toleration';
import { REMOVED_API } from '../rules/removed-api';
import type { Pack } from './pack';

/** What the API server refuses beside what the schemas say. */
export const API: Pack = {
  name: 'api',
  about:
    'The API server of the target version takes every object: its form, its names, its labels, its size, and what its fields say together.',
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
    REFUSED_MOUNT,
    REFUSED_TOLERATION,
    REFUSED_PRIVILEGE,
    INIT_CONTAINER_FIELDS,
    REFUSED_JOB,
    REFUSED_SERVICE,
    REFUSED_INGRESS,
    REFUSED_POLICY_RANGE,
    REFUSED_SECRET,
    REFUSED_LIMIT_RANGE,
    REFUSED_ROLE,
    REFUSED_BINDING,
    DUPLICATE_NAME,
    EXCLUSIVE_FIELDS,
  ],
};
