import type { Severity } from '../../lib/checks/finding';
import type { JsonObject } from '../../lib/manifests/json';
import { manifestOf } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { judged, type Verdict } from '../../lib/review/acceptance';
import { objectChanges } from '../../lib/review/diff/object-diff';
import type { Effect, EffectKind } from '../../lib/review/effect';
import type { Review } from '../../lib/review/review';

/** An effect, complete, with what a test is about put in. */
export function effect(differing: Partial<Effect> = {}): Effect {
  return {
    rule: 'immutable-field',
    kind: 'refused',
    severity: 'error',
    object: 'apps/StatefulSet/shop/orders-db',
    component: 'orders-db',
    fields: ['spec.volumeClaimTemplates[data].metadata.labels.version'],
    summary: 'changes spec.volumeClaimTemplates, which the API server refuses',
    reason: 'a StatefulSet keeps its claim templates for good',
    recipe: ['delete it with kubectl delete --cascade=orphan', 'apply the new one'],
    ...differing,
  };
}

/** Many effects, of every kind and severity in turn. */
export function manyEffects(count: number, differing: (i: number) => Partial<Effect> = () => ({})): Effect[] {
  const kinds: readonly (readonly [EffectKind, Severity])[] = [
    ['refused', 'error'],
    ['data-at-risk', 'error'],
    ['recreates', 'warning'],
    ['door-opened', 'warning'],
    ['rolls', 'note'],
    ['no-restart', 'note'],
  ];
  const all = Array.from({ length: count }, (_, i) => {
    const [kind, severity] = kinds[i % kinds.length] ?? ['rolls', 'note'];
    return effect({ kind, severity, object: `apps/Deployment/shop/app-${i}`, component: `app-${i}`, ...differing(i) });
  });
  const weight = ({ severity }: Effect): number => ['error', 'warning', 'note'].indexOf(severity);
  return all.sort((a, b) => weight(a) - weight(b));
}

/** A review of objects, with effects that a test makes up. */
export function reviewOf(effects: readonly Effect[], before: readonly JsonObject[] = [], after: readonly JsonObject[] = []): Review {
  const [old, fresh] = [before, after].map((bodies) => new ManifestSet(bodies.map((body) => manifestOf(structuredClone(body))))) as [
    ManifestSet,
    ManifestSet,
  ];
  return {
    before: { name: 'main', manifests: old },
    after: { name: 'HEAD', manifests: fresh },
    changes: objectChanges(old, fresh),
    effects,
  };
}

/** What is left of a review without waivers. */
export function unwaived({ effects }: Review): Verdict {
  return judged(effects, [], '2027-01-01');
}

/** A Deployment with one container, as it is after a change or before it. */
export function deployment(name: string, image: string, labels: Readonly<Record<string, string>> = {}): JsonObject {
  const own = { 'app.kubernetes.io/name': name, ...labels };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop', labels: own },
    spec: {
      replicas: 3,
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'app', image, ports: [{ containerPort: 8080 }] }] } },
    },
  };
}

/** A text that tries to be anything but a name. */
export const HOSTILE =
  '`</code></summary><script>alert(1)</script><img src=x onerror=alert(1)>|a|b`\n\n/close\n# @everyone #12 !3 ~x $y$ [x](javascript:alert(1)) www.evil.example https://evil.example *b* _i_ <!-- ``` "\' \u202e\u0000\ud800';
