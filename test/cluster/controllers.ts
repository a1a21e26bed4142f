import { attempt, eventually, kubectl, kubectlJson } from './kubectl';

/**
 * Whether the cluster has controllers: with a bare API server nobody makes a namespace's service account, and nobody
 * takes away what keeps deleted namespaces and claims.
 */
export async function hasControllers(): Promise<boolean> {
  const scratch = `shop-test-${process.pid}`;
  kubectl(['create', 'namespace', scratch]);
  const found = await eventually(() => attempt(['get', 'serviceaccount', 'default', '-n', scratch]).status === 0, 5);
  kubectl(['delete', 'namespace', scratch, '--wait=false']);
  if (!found) finalize(scratch);
  return found;
}

/** Lets a namespace that is being deleted go, as the namespace controller does when nothing is left in it. */
export function finalize(namespace: string): void {
  const object = kubectlJson('get', 'namespace', namespace);
  kubectl(['replace', '--raw', `/api/v1/namespaces/${namespace}/finalize`, '-f', '-'], { ...object, spec: { finalizers: [] } });
}

/** Lets deleted claims go, as the claim controller does when no pod uses them. */
export function releaseClaims(namespace: string): void {
  const { items } = kubectlJson('get', 'persistentvolumeclaims', '-n', namespace);
  for (const { metadata } of items) {
    if (metadata.deletionTimestamp === undefined) continue;
    kubectl(['patch', 'pvc', metadata.name, '-n', namespace, '--type=merge', '-p', '{"metadata":{"finalizers":null}}']);
  }
}

/** Waits until a deleted namespace has gone; with a bare API server it has to be let go. */
export async function namespaceGone(namespace: string, controllers: boolean): Promise<void> {
  const gone = () => attempt(['get', 'namespace', namespace]).status !== 0;
  if (gone()) return;
  if (controllers) await eventually(gone, 180);
  else {
    releaseClaims(namespace);
    finalize(namespace);
  }
}
