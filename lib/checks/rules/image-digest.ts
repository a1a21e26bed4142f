import { imageRule } from '../image-rule';
import type { Rule } from '../rule';

/**
 * Every image states its digest, where the setting demands it. Without it nothing is said: digests are in registries and
 * not in manifests, so a note would stand at every image of every shop whose pipeline does not know them.
 */
export const IMAGE_DIGEST: Rule = imageRule(
  {
    id: 'image-digest',
    severity: 'error',
    why: 'Whoever can write to the registry can put another image under the same tag; a digest is the image itself.',
    wanted: 'a digest behind the tag, where the setting `requireDigests` demands one',
    fix: 'add the digest that the registry gives for the tag',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - { name: app, image: registry.example/storefront:2.4.1 }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1@sha256:2bb501e6429dae9b4f0b1ed25abb1d9ba40d2ab4d0b8f1e4d1f2d0a7a64bd8c5
`,
    see: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  },
  function undigested(image, { settings }) {
    if (settings.requireDigests !== true || image === '' || /@sha\d+:/.test(image)) return undefined;
    return { got: JSON.stringify(image) };
  },
);
