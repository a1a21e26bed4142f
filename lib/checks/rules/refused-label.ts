import { isLabelKey, isLabelValue } from '../../core/names';
import { at, indexedObjectsAt, isObject, type Json, objectAt } from '../../manifests/json';
import { podsOf } from '../../manifests/pods';
import type { FieldPath } from '../finding';
import { anyManifestRule, type BreachInside, beneath, type Rule } from '../rule';

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
    if (SELECTING.has(group)) for (const field of SELECTORS) yield* matchLabels(at(body, 'spec', field), ['spec', field]);
    if (group === '' && (kind === 'Service' || kind === 'ReplicationController')) yield* labels(body, ['spec', 'selector']);
    const template = podsOf(manifest)?.template;
    if (template) yield* ofPods(body, template);
    for (const [index, claim] of indexedObjectsAt(body, 'spec', 'volumeClaimTemplates'))
      yield* beneath(['spec', 'volumeClaimTemplates', index], labels(claim, ['metadata', 'labels']));
  },
);

/** Groups of the API whose objects select pods. */
const SELECTING: ReadonlySet<string> = new Set(['apps', 'batch', 'networking.k8s.io', 'policy']);
/** Fields of theirs that do, or hold others that do. */
const SELECTORS = ['selector', 'podSelector', 'ingress', 'egress'];
const SCHEDULING = ['affinity', 'topologySpreadConstraints'];

function* ofPods(body: Json, template: readonly string[]): Labels {
  if (template.length > 0) yield* labels(body, [...template, 'metadata', 'labels']);
  yield* labels(body, [...template, 'spec', 'nodeSelector']);
  for (const field of SCHEDULING) yield* matchLabels(at(body, ...template, 'spec', field), [...template, 'spec', field]);
}

type Labels = Generator<BreachInside>;

function* labels(value: Json | undefined, path: readonly string[]): Labels {
  for (const [key, text] of Object.entries(objectAt(value, ...path))) {
    const field = [...path, key];
    if (!isLabelKey(key)) yield { field, got: `the key ${JSON.stringify(key)}`, wanted: KEY };
    if (typeof text === 'string' && !isLabelValue(text)) yield { field, got: JSON.stringify(text) };
  }
}

/** Deeper than any kind has a selector. */
const DEEPEST = 20;

/** Every `matchLabels` in a part of an object. */
function* matchLabels(value: Json | undefined, place: FieldPath): Labels {
  if (place.length > DEEPEST) return;
  if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* matchLabels(item, [...place, index]);
  if (!isObject(value)) return;
  yield* beneath(place, labels(value, ['matchLabels']));
  for (const [field, inner] of Object.entries(value)) if (field !== 'matchLabels') yield* matchLabels(inner, [...place, field]);
}

const KEY = 'a DNS name and / or nothing, then letters, digits, -, _ and ., at most 63 characters';
