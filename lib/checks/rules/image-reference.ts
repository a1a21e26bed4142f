import { parseImage } from '../../core/image-reference';
import { imageRule } from '../image-rule';
import type { Rule } from '../rule';

/** Every image is named so that a node can ask for it. */
export const IMAGE_REFERENCE: Rule = imageRule(
  {
    id: 'image-reference',
    severity: 'error',
    why: 'The node cannot ask for an image whose name is malformed: its pods stay at InvalidImageName.',
    wanted: 'a lower-case repository, then a tag, a digest or both',
    fix: 'correct the name',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - { name: app, image: 'registry.example/Bookshop/storefront:2.4.1' }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - { name: app, image: registry.example/bookshop/storefront:2.4.1 }
`,
    see: ['https://kubernetes.io/docs/concepts/containers/images/#image-names', 'https://github.com/distribution/reference'],
  },
  function malformed(image) {
    return parseImage(image) === undefined ? { got: JSON.stringify(image) } : undefined;
  },
);
