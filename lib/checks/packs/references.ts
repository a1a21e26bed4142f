import { BACKEND_PORT } from '../rules/backend-port';
import { BUDGET_WITHOUT_PODS } from '../rules/budget-without-pods';
import { CONTRADICTING_POLICIES } from '../rules/contradicting-policies';
import { DANGLING_BACKEND } from '../rules/dangling-backend';
import { DANGLING_CLAIM } from '../rules/dangling-claim';
import { DANGLING_CLASS } from '../rules/dangling-class';
import { DANGLING_CONFIG_MAP } from '../rules/dangling-config-map';
import { DANGLING_NAMESPACE } from '../rules/dangling-namespace';
import { DANGLING_PARENT } from '../rules/dangling-parent';
import { DANGLING_ROLE } from '../rules/dangling-role';
import { DANGLING_SCALE_TARGET } from '../rules/dangling-scale-target';
import { DANGLING_SECRET } from '../rules/dangling-secret';
import { DANGLING_SERVICE_ACCOUNT } from '../rules/dangling-service-account';
import { DANGLING_SUBJECT } from '../rules/dangling-subject';
import { DANGLING_VOLUME } from '../rules/dangling-volume';
import { MISSING_KEY } from '../rules/missing-key';
import { PARENT_LISTENER } from '../rules/parent-listener';
import { POLICY_WITHOUT_PODS } from '../rules/policy-without-pods';
import { REFERENCE_GRANT } from '../rules/reference-grant';
import { SELECTOR_OF_OWN_PODS } from '../rules/selector-of-own-pods';
import { SERVICE_PORT_NAME } from '../rules/service-port-name';
import { SERVICE_TARGET_PORT } from '../rules/service-target-port';
import { SERVICE_WITHOUT_PODS } from '../rules/service-without-pods';
import { SHARED_PODS } from '../rules/shared-pods';
import { STATEFUL_SET_SERVICE } from '../rules/stateful-set-service';
import { TWO_BUDGETS } from '../rules/two-budgets';
import type { Pack } from './pack';

/**
 * What objects say of each other. Where two of the manifests contradict, it is an error; where one is named that is not
 * among them, a warning, or a note for kinds that are rightly made elsewhere.
 */
export const REFERENCES: Pack = {
  name: 'references',
  about: 'What one object says of another is so: names, labels, keys and ports lead to what they mean.',
  rules: [
    DANGLING_BACKEND,
    BACKEND_PORT,
    DANGLING_PARENT,
    PARENT_LISTENER,
    REFERENCE_GRANT,
    SERVICE_WITHOUT_PODS,
    SERVICE_PORT_NAME,
    SERVICE_TARGET_PORT,
    DANGLING_SECRET,
    DANGLING_CONFIG_MAP,
    MISSING_KEY,
    DANGLING_SERVICE_ACCOUNT,
    DANGLING_CLAIM,
    DANGLING_CLASS,
    DANGLING_VOLUME,
    DANGLING_NAMESPACE,
    DANGLING_SCALE_TARGET,
    DANGLING_ROLE,
    DANGLING_SUBJECT,
    BUDGET_WITHOUT_PODS,
    TWO_BUDGETS,
    POLICY_WITHOUT_PODS,
    CONTRADICTING_POLICIES,
    SELECTOR_OF_OWN_PODS,
    SHARED_PODS,
    STATEFUL_SET_SERVICE,
  ],
};
