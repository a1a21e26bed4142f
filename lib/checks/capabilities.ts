import { itemsAt, type JsonObject } from '../manifests/json';
import type { FieldPath } from './finding';

/**
 * Capabilities that the baseline of the Pod Security Standards lets a container add: what the common runtimes give
 * anyway, without NET_RAW.
 */
export const DEFAULT_CAPABILITIES: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

/** The capabilities that a container adds. */
export function addedCapabilities(container: JsonObject): { readonly field: FieldPath; readonly capability: string }[] {
  const field = ['securityContext', 'capabilities', 'add'];
  return itemsAt(container, ...field).map((added, index) => ({
    field: [...field, index],
    capability: typeof added === 'string' ? added : JSON.stringify(added),
  }));
}
