import { parseImage } from '../../core/image-reference';
import { imageRule } from '../image-rule';
import type { Rule } from '../rule';

/** Every image says which version it is. */
export const IMAGE_TAG: Rule = imageRule(
  {
    id: 'image-tag',
    severity: 'error',
    why: 'An image without a version is another one tomorrow: two pods of one Deployment run different code, and a rollback gives back what is newest.',
    wanted: 'a tag other than latest, or a digest',
    fix: 'name the version that was tested',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - { name: app, image: registry.example/storefront:latest }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - { name: app, image: registry.example/storefront:2.4.1 }
`,
    see: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  },
  function unversioned(image) {
    const parsed = parseImage(image);
    if (parsed === undefined || parsed.digest !== undefined) return undefined;
    return parsed.tag === undefined || parsed.tag === 'latest' ? { got: `"${image}"` } : undefined;
  },
);
