import { parseImage } from '../../core/image-reference';
import { textAt } from '../../manifests/json';
import { containerRule, type Rule } from '../rule';

/** Digests of the second algorithm that the specification registers; few registries give them. */
const SHA512 = /@sha512:[a-f0-9]{128}$/;

/** Every image is named so that a node can ask for it. */
export const IMAGE_REFERENCE: Rule = containerRule(
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
  function* malformed({ body }) {
    const image = textAt(body, 'image');
    if (image !== undefined && parseImage(image.replace(SHA512, '')) === undefined) yield { field: ['image'], got: JSON.stringify(image) };
  },
);
