import { isLabelKey, isLabelValue } from '../../core/names';
import { indexedObjectsAt, isObject, type Json, objectAt } from '../../manifests/json';
import { podsOf } from '../../manifests/pods';
import type { FieldPath } from '../finding';
import { anyManifestRule, type BreachInside, type Rule } from '../rule';

/** Labels and selectors have keys and values that the API server takes. */
export const REFUSED_LABEL: Rule = anyManifestRule(
  {
    id: 'refused-label',
    severity: 'error',
    why: 'The API server refuses the object.',
    wanted: 'letters, digits, -, _ and ., letters or digits at both ends, at most 63 characters',
    fix: 'write what does not fit into an annotation',
    wrong: `
apiVersion: v1
kind: ConfigMap
metadata: { name: pages, namespace: shop, labels: { owner: web@shop.example } }
`,
    right: `
apiVersion: v1
kind: ConfigMap
metadata: { name: pages, namespace: shop, labels: { owner: web } }
`,
    see: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set'],
  },
  function* refused(manifest) {
    const { body, group, kind } = manifest;
    yield* labels(body, ['metadata', 'labels']);
    const template = podsOf(manifest)?.template ?? [];
    if (template.length > 0) yield* labels(body, [...template, 'metadata', 'labels']);
    if (group === 'apps') yield* labels(body, ['spec', 'selector', 'matchLabels']);
    if (group === '' && kind === 'Service') yield* labels(body, ['spec', 'selector']);
    for (const [index, claim] of indexedObjectsAt(body, 'spec', 'volumeClaimTemplates'))
      for (const breach of labels(claim, ['metadata', 'labels']))
        yield { ...breach, field: ['spec', 'volumeClaimTemplates', index, ...breach.field] };
  },
);

function* labels(value: Json, path: readonly string[]): Generator<BreachInside & { readonly field: FieldPath }> {
  const stated = objectAt(value, ...path);
  if (!isObject(stated)) return;
  for (const [key, text] of Object.entries(stated)) {
    const field = [...path, key];
    if (!isLabelKey(key)) yield { field, got: `the key ${JSON.stringify(key)}`, wanted: KEY };
    if (typeof text === 'string' && !isLabelValue(text)) yield { field, got: JSON.stringify(text) };
  }
}

const KEY = 'a DNS name and / or nothing, then letters, digits, -, _ and ., at most 63 characters';
