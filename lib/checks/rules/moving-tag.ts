import { imageRule } from '../image-rule';
import { movingTag } from '../moving-tag';
import type { Rule } from '../rule';

/** No image is asked for by a tag that is moved on to each new one. */
export const MOVING_TAG: Rule = imageRule(
  {
    id: 'moving-tag',
    severity: 'warning',
    why: 'A tag such as `stable` is another image after the next build: two pods of one Deployment run different code, and a rollback gives back what is newest.',
    wanted: 'a tag with a version, or a digest',
    fix: 'name the version that was tested',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - { name: app, image: registry.example/storefront:stable }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - { name: app, image: registry.example/storefront:2.4.1 }
`,
    see: ['https://kubernetes.io/docs/concepts/configuration/overview/#container-images'],
  },
  function moving(image) {
    const tag = movingTag(image);
    // The rule image-tag tells of latest, stated or not.
    return tag === undefined || tag === 'latest' ? undefined : { got: `"${image}"` };
  },
);
