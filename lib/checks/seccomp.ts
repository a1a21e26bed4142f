import type { JsonObject } from '../manifests/json';

/** Whether a seccomp profile closes any system call. */
export function isConfined({ type }: JsonObject): boolean {
  return type === 'RuntimeDefault' || type === 'Localhost';
}
