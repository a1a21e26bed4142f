import type { EffectRule } from '../effect-rule';
import { ADDRESS_KEPT } from '../rules/address-kept';
import { EDGE_MOVED } from '../rules/edge-moved';
import { HOST_CLOSED } from '../rules/host-closed';
import { PODS_LEAVE_SERVICE } from '../rules/pods-leave-service';
import { SERVICE_PORT_CLOSED } from '../rules/service-port-closed';
import { SERVICE_REMOVED } from '../rules/service-removed';
import { SERVICE_SELECTS_OTHERS } from '../rules/service-selects-others';
import { SERVICE_TYPE_CHANGED } from '../rules/service-type-changed';
import { TARGET_PORT_MISSING } from '../rules/target-port-missing';
import { TRAFFIC_POLICY_CHANGED } from '../rules/traffic-policy-changed';

/** Where requests arrive, and where they no longer do. */
export const TRAFFIC_RULES: readonly EffectRule[] = [
  SERVICE_SELECTS_OTHERS,
  PODS_LEAVE_SERVICE,
  SERVICE_PORT_CLOSED,
  TARGET_PORT_MISSING,
  SERVICE_REMOVED,
  SERVICE_TYPE_CHANGED,
  ADDRESS_KEPT,
  TRAFFIC_POLICY_CHANGED,
  EDGE_MOVED,
  HOST_CLOSED,
];
