import type { ApiObject } from 'cdk8s';
import type { Fault } from '../core/shop-error';

/** Objects that the API server would take for one and the same: the later would silently replace the earlier. */
export function identityFaults(objects: readonly ApiObject[]): Fault[] {
  const first = new Map<string, ApiObject>();
  return objects.flatMap((object) => {
    const { apiGroup, kind, name } = object;
    const namespace = object.metadata.namespace ?? '';
    const identity = JSON.stringify([apiGroup, kind, namespace, name]);
    const other = first.get(identity);
    if (!other) {
      first.set(identity, object);
      return [];
    }
    return [
      {
        code: 'SHOP-G008',
        path: object.node.path,
        got: `${kind} "${name}"${namespace && ` in the namespace "${namespace}"`}, which ${other.node.path} already is`,
        wanted: 'one object for each kind and name of a namespace',
        fix: 'rename one of the two, or give one of the shops another namespace',
      },
    ];
  });
}
