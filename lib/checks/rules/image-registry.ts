import { homeOf, parseImage } from '../../core/image-reference';
import { imageRule } from '../image-rule';
import type { Rule } from '../rule';

/** Every image comes from a registry that the setting `registries` names. */
export const IMAGE_REGISTRY: Rule = imageRule(
  {
    id: 'image-registry',
    severity: 'error',
    why: 'An image from a registry that nobody watches is code of a stranger, and a release depends on somebody else’s limits and outages.',
    wanted: 'a registry that the setting `registries` names',
    fix: 'copy the image to a registry of the list, or add its registry to the list',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: carts }
spec:
  containers:
    - { name: app, image: 'valkey/valkey:8.1' }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: carts }
spec:
  containers:
    - { name: app, image: registry.example/valkey/valkey:8.1 }
`,
    see: ['https://kubernetes.io/docs/concepts/containers/images/'],
  },
  function foreign(image, { settings: { registries } }) {
    const repository = parseImage(image)?.repository;
    if (registries === undefined || repository === undefined) return undefined;
    const { registry, path } = homeOf(repository);
    const full = `${registry}/${path}`;
    // A prefix ends at a slash, lest registry.example.attacker.test passes for registry.example.
    if (registries.some((allowed) => `${full}/`.startsWith(`${allowed.replace(/\/+$/, '')}/`))) return undefined;
    return { got: `"${image}"`, wanted: `an image from ${registries.join(', ') || 'none'}` };
  },
);
