import { isLabelKey } from '../../core/names';
import { objectAt } from '../../manifests/json';
import { anyManifestRule, type Rule } from '../rule';
import { bytesOf } from '../size';

/** 256 KiB, all keys and values of an object together. */
const MOST = 262_144;

/** Annotations have keys and a size that the API server takes. */
export const REFUSED_ANNOTATION: Rule = anyManifestRule(
  {
    id: 'refused-annotation',
    severity: 'error',
    why: 'The API server refuses the object.',
    wanted: 'a DNS name and / or nothing, then letters, digits, -, _ and ., at most 63 characters',
    fix: 'rename the annotation',
    wrong: `
apiVersion: v1
kind: ConfigMap
metadata: { name: pages, namespace: shop, annotations: { 'shop.example/owner/web': ada } }
`,
    right: `
apiVersion: v1
kind: ConfigMap
metadata: { name: pages, namespace: shop, annotations: { 'shop.example/web-owner': ada } }
`,
    see: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/#syntax-and-character-set'],
  },
  function* refused({ body }) {
    const field = ['metadata', 'annotations'];
    const all = Object.entries(objectAt(body, ...field));
    for (const [key] of all) if (!isLabelKey(key.toLowerCase())) yield { field: [...field, key], got: `the key ${JSON.stringify(key)}` };
    const size = all.reduce((sum, [key, value]) => sum + bytesOf(key) + (typeof value === 'string' ? bytesOf(value) : 0), 0);
    const fix = 'keep what is long in a ConfigMap, or outside of the cluster';
    if (size > MOST) yield { field, got: `${size} bytes`, wanted: `at most ${MOST} bytes for all annotations together`, fix };
  },
);
