import type { ManifestSet } from '../manifests/manifest-set';
import { oncePerSet } from './once-per-set';
import { manifestRule, type Rule, type RuleText } from './rule';

/** An object that guards the namespace it is in. */
interface Guard {
  readonly kind: 'ResourceQuota' | 'LimitRange';
  /** Its spec in the example, as YAML in one line. */
  readonly spec: string;
  readonly see: string;
}

const guarded = oncePerSet((manifests) => {
  const namespacesWith = (kind: Guard['kind']) => new Set(manifests.of(kind, '').map(({ namespace }) => namespace ?? 'default'));
  return { ResourceQuota: namespacesWith('ResourceQuota'), LimitRange: namespacesWith('LimitRange') };
});

/** A rule that every namespace which the set makes has a guard. Those that it only uses belong to somebody else. */
export function namespaceGuardRule(text: Omit<RuleText, 'wrong' | 'right' | 'see'>, { kind, spec, see }: Guard): Rule {
  const namespace = '\napiVersion: v1\nkind: Namespace\nmetadata: { name: bookshop }\n';
  const right = `${namespace}---\napiVersion: v1\nkind: ${kind}\nmetadata: { name: bookshop, namespace: bookshop }\nspec: ${spec}\n`;
  return manifestRule({ ...text, wrong: namespace, right, see: [see] }, ['/Namespace'], function* unguarded({ name }, { manifests }) {
    if (!isGuarded(name, kind, manifests)) yield { field: [], got: 'none' };
  });
}

function isGuarded(namespace: string, kind: Guard['kind'], manifests: ManifestSet): boolean {
  return guarded(manifests)[kind].has(namespace);
}
