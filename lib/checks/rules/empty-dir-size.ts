import { at, isObject, itemsAt, textAt } from '../../manifests/json';
import { quantityOf } from '../../manifests/quantity';
import { podsRule, type Rule } from '../rule';

const pod = (emptyDir: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - { name: app, image: registry.example/storefront:2.4.1, volumeMounts: [{ name: tmp, mountPath: /tmp }] }
  volumes: [{ name: tmp, emptyDir: ${emptyDir} }]
`;

/** A scratch volume ends somewhere. */
export const EMPTY_DIR_SIZE: Rule = podsRule(
  {
    id: 'empty-dir-size',
    severity: 'note',
    why: 'A scratch volume without an end grows until the disk of its node, or its memory, is full, and takes the neighbours with it.',
    wanted: 'a sizeLimit on every emptyDir, or a limit of ephemeral-storage on every container',
    fix: 'set sizeLimit to what is written there',
    wrong: pod('{}'),
    right: pod('{ sizeLimit: 64Mi }'),
    see: ['https://kubernetes.io/docs/concepts/storage/volumes/#emptydir'],
  },
  function* endless({ spec, containers }) {
    const running = containers.filter(({ role }) => role !== 'ephemeral');
    const bounded = running.every(({ body }) => quantityOf(at(body, 'resources', 'limits', 'ephemeral-storage')) !== undefined);
    for (const [index, volume] of itemsAt(spec, 'volumes').entries()) {
      const emptyDir = isObject(volume) ? volume.emptyDir : undefined;
      if (!isObject(emptyDir) || quantityOf(emptyDir.sizeLimit) !== undefined) continue;
      const memory = textAt(emptyDir, 'medium') === 'Memory';
      if (memory || !bounded)
        yield { field: ['spec', 'volumes', index, 'emptyDir'], got: memory ? 'memory without an end' : 'disk without an end' };
    }
  },
);
