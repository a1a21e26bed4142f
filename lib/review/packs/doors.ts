import type { EffectRule } from '../effect-rule';
import { CONNECTIONS_CLOSED } from '../rules/connections-closed';
import { CONNECTIONS_OPENED } from '../rules/connections-opened';
import { EDGE_UNGUARDED } from '../rules/edge-unguarded';
import { HOST_EXPOSED } from '../rules/host-exposed';
import { ISOLATION_ADDED } from '../rules/isolation-added';
import { ISOLATION_LOST } from '../rules/isolation-lost';
import { OTHER_POLICY } from '../rules/other-policy';
import { SERVICE_EXPOSED } from '../rules/service-exposed';

/** Who may connect to whom after a change and could not before, and who no longer. */
export const DOORS_RULES: readonly EffectRule[] = [
  ISOLATION_LOST,
  CONNECTIONS_OPENED,
  SERVICE_EXPOSED,
  HOST_EXPOSED,
  EDGE_UNGUARDED,
  OTHER_POLICY,
  CONNECTIONS_CLOSED,
  ISOLATION_ADDED,
];
