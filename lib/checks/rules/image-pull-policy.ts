import { textAt } from '../../manifests/json';
import { movingTag } from '../moving-tag';
import { containerRule, type Rule } from '../rule';

/** Images are pulled when they have to be. */
export const IMAGE_PULL_POLICY: Rule = containerRule(
  {
    id: 'image-pull-policy',
    severity: 'warning',
    why: 'With Never a pod starts only on nodes that happen to hold the image; a moving tag that is not asked for each time is another image on each node.',
    wanted: 'IfNotPresent, or Always for a tag that moves',
    fix: 'remove imagePullPolicy, whose default fits, or change it',
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
  function* unfit({ body }) {
    const image = textAt(body, 'image');
    const policy = textAt(body, 'imagePullPolicy');
    const tag = image === undefined ? undefined : movingTag(image);
    if (policy === 'Never') yield { field: ['imagePullPolicy'], got: 'Never' };
    else if (policy === 'IfNotPresent' && tag !== undefined) yield { field: ['imagePullPolicy'], got: `IfNotPresent for the tag ${tag}` };
  },
);
