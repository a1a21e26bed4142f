import { sortedBy } from '../core/order';
import type { JsonObject } from '../manifests/json';
import { identityOf, type Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { comparisonOf, mismatchText } from './comparison';
import { drawn } from './drawing';
import { type ObjectName, objectName } from './object-name';
import { manifestsOf, type Subject } from './subject';

/**
 * The manifests of an App, a Chart or any other construct, for tests to look into. Needs no jest.
 *
 * An object is named as findings name it, or by less: `Deployment`, `Deployment/orders`, `Deployment/shop/orders`,
 * `apps/Deployment/shop/orders`; `*` stands for any name. Fields are a part of the object, such as
 * `{ spec: { replicas: 3 } }`; see `Match` for what may stand in them beside values.
 */
export class ShopTemplate {
  /** The template of a construct, of a list of manifests, or of a ManifestSet. */
  public static of(subject: Subject): ShopTemplate {
    return new ShopTemplate(manifestsOf(subject, 'ShopTemplate.of'));
  }

  private constructor(
    /** Every object, resolved, in the order in which they are applied. */
    public readonly manifests: ManifestSet,
  ) {}

  /** The objects that fit, in order; none where none does. They are frozen. */
  public find(object: string, fields: object = {}): JsonObject[] {
    const fitting = this.named(objectName(object)).map(({ body }) => ({ body, comparison: comparisonOf(body, fields) }));
    return fitting.flatMap(({ body, comparison }) => {
      if (comparison.mismatches.length > 0) return [];
      comparison.keep();
      return [body];
    });
  }

  /** How many objects fit. */
  public count(object: string, fields: object = {}): number {
    return this.find(object, fields).length;
  }

  /** The first object that fits. Throws where none does, with the closest one drawn and its mismatches marked. */
  public has(object: string, fields: object = {}): JsonObject {
    const [first] = this.find(object, fields);
    if (first) return first;
    throw new Error(this.missing(object, fields));
  }

  private named({ group, kind, namespace, name }: ObjectName): Manifest[] {
    return this.manifests
      .of(kind, group)
      .filter((m) => (namespace === undefined || (m.namespace ?? '') === namespace) && (name === undefined || m.name === name));
  }

  private missing(object: string, fields: object): string {
    const candidates = this.named(objectName(object)).map((manifest) => ({ manifest, ...comparisonOf(manifest.body, fields) }));
    const [closest] = [...candidates].sort((a, b) => a.mismatches.length - b.mismatches.length);
    if (!closest) return `no ${object}; ${this.others(objectName(object))}`;
    const { manifest, mismatches } = closest;
    const others = candidates.length > 1 ? `none of ${candidates.length} ${object} fits; the closest is ` : '';
    return `${others}${identityOf(manifest)}${others === '' ? ' does not fit' : ''}
${mismatches.map((mismatch) => `  ${mismatchText(mismatch)}`).join('\n')}

${drawn(manifest.body, mismatches)}`;
  }

  /** What there is instead: the names of the kind, or else the kinds. */
  private others({ kind }: ObjectName): string {
    const alike = this.manifests.of(kind).map(identityOf);
    if (alike.length > 0) return `there ${alike.length > 1 ? 'are' : 'is'} ${listed(alike)}`;
    const kinds = sortedBy(new Set(this.manifests.all.map((manifest) => manifest.kind)), (k) => k);
    return kinds.length > 0 ? `there are ${listed(kinds)}` : 'there is no object at all';
  }
}

const LISTED = 10;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, LISTED).join(', ');
  return names.length > LISTED ? `${shown} and ${names.length - LISTED} more` : shown;
}
