import { at, indexedObjectsAt, type JsonObject, textAt } from '../../manifests/json';
import { type BreachInside, beneath, containerRule, type Rule } from '../rule';

const pod = (path: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  volumes: [{ name: pages, configMap: { name: pages } }]
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      volumeMounts: [{ name: pages, mountPath: /srv/index.html, subPath: ${path} }]
`;

/** What is mounted lies within its volume. */
export const REFUSED_MOUNT: Rule = containerRule(
  {
    id: 'refused-mount',
    severity: 'error',
    why: 'The API server refuses the workload.',
    wanted: 'a path within the volume: no / in front, and no .. as a part of it',
    fix: 'write the path as it is in the volume',
    wrong: pod('/index.html'),
    right: pod('index.html'),
    see: ['https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/core/validation/validation.go'],
  },
  function* refused({ body }) {
    const privileged = at(body, 'securityContext', 'privileged') === true;
    for (const [index, mount] of indexedObjectsAt(body, 'volumeMounts'))
      yield* beneath(['volumeMounts', index], faultsOf(mount, privileged));
  },
);

function* faultsOf(mount: JsonObject, privileged: boolean): Generator<BreachInside> {
  const paths = ['subPath', 'subPathExpr'].flatMap((field) => {
    const path = textAt(mount, field);
    return path ? [{ field: [field], path }] : [];
  });
  for (const { field, path } of paths)
    if (path.startsWith('/') || path.split('/').includes('..')) yield { field, got: JSON.stringify(path) };
  if (paths.length > 1) yield { field: ['subPathExpr'], got: 'it beside subPath', wanted: 'one of the two', fix: 'remove one of them' };
  if (textAt(mount, 'mountPath') === '') yield { field: ['mountPath'], got: '""', wanted: 'a path in the container', fix: 'name it' };
  if (mount.mountPropagation === 'Bidirectional' && !privileged)
    yield {
      field: ['mountPropagation'],
      got: 'Bidirectional in a container that is not privileged',
      wanted: 'None or HostToContainer',
      fix: 'write HostToContainer, or leave it out',
    };
}
