import { indexedObjectsAt, textAt } from '../../manifests/json';
import type { FieldPath } from '../finding';
import { movingTag } from '../moving-tag';
import { type BreachInside, podsRule, type Rule } from '../rule';

/** Images are pulled when they have to be. */
export const IMAGE_PULL_POLICY: Rule = podsRule(
  {
    id: 'image-pull-policy',
    severity: 'warning',
    why: 'With Never a pod starts only on nodes that happen to hold the image; a moving tag that is not asked for each time is another image on each node.',
    wanted: 'IfNotPresent, or Always for a tag that moves',
    fix: 'remove the policy, whose default fits, or change it',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - { name: app, image: registry.example/storefront:2.4.1, imagePullPolicy: Never }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - { name: app, image: registry.example/storefront:2.4.1, imagePullPolicy: IfNotPresent }
`,
    see: ['https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy'],
  },
  function* unfit({ containers, spec }) {
    for (const { body, field } of containers)
      yield* misfit(textAt(body, 'image'), textAt(body, 'imagePullPolicy'), [...field, 'imagePullPolicy']);
    for (const [index, volume] of indexedObjectsAt(spec, 'volumes')) {
      const field = ['spec', 'volumes', index, 'image', 'pullPolicy'];
      yield* misfit(textAt(volume, 'image', 'reference'), textAt(volume, 'image', 'pullPolicy'), field);
    }
  },
);

function* misfit(image: string | undefined, policy: string | undefined, field: FieldPath): Generator<BreachInside> {
  const tag = image === undefined ? undefined : movingTag(image);
  if (policy === 'Never') yield { field, got: 'Never' };
  else if (policy === 'IfNotPresent' && tag !== undefined) yield { field, got: `IfNotPresent for the tag ${tag}` };
}
