import { isLabelKey } from '../../core/names';
import { type JsonObject, objectAt } from '../../manifests/json';
import { podsOf } from '../../manifests/pods';
import { anyManifestRule, type BreachInside, type Rule } from '../rule';
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
  function* refused(manifest) {
    yield* refusedAt(manifest.body, ['metadata', 'annotations']);
    const template = podsOf(manifest)?.template ?? [];
    if (template.length > 0) yield* refusedAt(manifest.body, [...template, 'metadata', 'annotations']);
  },
);

function* refusedAt(body: JsonObject, field: readonly string[]): Generator<BreachInside> {
  const all = Object.entries(objectAt(body, ...field));
  // Of a key in capitals the API server takes what it would take in small letters.
  for (const [key] of all) if (!isLabelKey(key.toLowerCase())) yield { field: [...field, key], got: `the key ${JSON.stringify(key)}` };
  const size = all.reduce((sum, [key, value]) => sum + bytesOf(key) + (typeof value === 'string' ? bytesOf(value) : 0), 0);
  const fix = 'keep what is long in a ConfigMap, or outside of the cluster';
  if (size > MOST) yield { field, got: `${size} bytes`, wanted: `at most ${MOST} bytes for all annotations together`, fix };
}
