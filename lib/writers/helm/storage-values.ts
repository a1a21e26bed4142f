import { indexedObjectsAt, numberAt, textAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { binaryQuantity, type ChartValue, type ChartValues, freeKey, ownerOf, type Place, valueAction } from './chart-value';

/** A volume that is claimed: how large, and how often. */
interface Claim {
  readonly manifest: Manifest;
  readonly field: readonly (string | number)[];
  readonly names: readonly string[];
  readonly amount: number;
  readonly unit: string;
  readonly copies: number;
}

/** Kibibytes of a unit. */
const UNITS: Readonly<Record<string, number>> = { Ki: 1, Mi: 2 ** 10, Gi: 2 ** 20, Ti: 2 ** 30 };

/**
 * The largest volume that a cloud gives, in kibibytes: 64 TiB.
 * @see https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html
 */
const LARGEST = 64 * 2 ** 30;

const QUOTA_FIELD = ['spec', 'hard', 'requests.storage'];

/**
 * The size of every claimed volume. It may grow and not shrink: the write-ahead log of a database and the alarm of a
 * broker were computed for the described size. The quota grows with it, since it is the sum of the claims.
 */
export function storageValues(manifests: ManifestSet): ChartValues {
  const quotas = manifests.of('ResourceQuota', '').filter(({ body }) => textAt(body, ...QUOTA_FIELD) !== undefined);
  const unit = quotas[0] && binaryQuantity(quotas[0].body, ...QUOTA_FIELD)?.unit;
  const taken = new Set<string>();
  const keyed = manifests.all.flatMap(claims).flatMap((claim): [string, Claim][] => {
    if (quotas.length > 0 && !followed(quotas, unit, claim)) return [];
    const key = freeKey((k) => !taken.has(k), claim.names);
    taken.add(key);
    return [[key, claim]];
  });
  return {
    values: keyed.map(([key, claim]) => value(key, claim)),
    places: [
      ...keyed.map(([key, { manifest, field, unit }]) => ({ manifest, field, action: `int64 (${valueAction('storage', key)})`, unit })),
      ...(quotas[0] && unit !== undefined && keyed.length > 0 ? [quotaPlace(quotas[0], unit, keyed)] : []),
    ],
  };
}

/** Whether the quota can be written as a sum that has this claim in it: one quota, in whole units of its own. */
function followed(quotas: readonly Manifest[], unit: string | undefined, claim: Claim): boolean {
  return quotas.length === 1 && unit !== undefined && unitsIn(claim.unit, unit) >= 1;
}

function claims(manifest: Manifest): Claim[] {
  const { group, kind, body, name } = manifest;
  const owner = ownerOf(manifest);
  if (group === 'apps' && kind === 'StatefulSet') {
    const copies = numberAt(body, 'spec', 'replicas') ?? 1;
    return indexedObjectsAt(body, 'spec', 'volumeClaimTemplates').flatMap(([i, claim]) => {
      const size = binaryQuantity(claim, 'spec', 'resources', 'requests', 'storage');
      const field = ['spec', 'volumeClaimTemplates', i, 'spec', 'resources', 'requests', 'storage'];
      const names = [owner, `${owner}-${textAt(claim, 'metadata', 'name')}`];
      return size ? [{ manifest, field, names, copies, ...size }] : [];
    });
  }
  if (group !== '' || kind !== 'PersistentVolumeClaim') return [];
  const field = ['spec', 'resources', 'requests', 'storage'];
  const size = binaryQuantity(body, ...field);
  return size ? [{ manifest, field, names: [owner, name], copies: 1, ...size }] : [];
}

function value(key: string, { amount, unit }: Claim): ChartValue {
  return {
    group: 'storage',
    key,
    value: amount,
    schema: {
      type: 'integer',
      description: `Size of a volume in ${unit}, at least the ${amount} that the rest was computed for. Read when the volume is claimed first.`,
      minimum: amount,
      maximum: LARGEST / unitSize(unit),
    },
  };
}

/** The quota as the sum of its claims, in its own unit. */
function quotaPlace(quota: Manifest, unit: string, keyed: readonly (readonly [string, Claim])[]): Place {
  const total = binaryQuantity(quota.body, ...QUOTA_FIELD)?.amount ?? 0;
  const terms = keyed.map(([key, claim]) => `(mul ${claim.copies * unitsIn(claim.unit, unit)} (${valueAction('storage', key)}))`);
  const counted = keyed.reduce((sum, [, claim]) => sum + claim.copies * claim.amount * unitsIn(claim.unit, unit), 0);
  return { manifest: quota, field: QUOTA_FIELD, action: ['add', ...(total > counted ? [total - counted] : []), ...terms].join(' '), unit };
}

/** How many of one unit are in another. */
function unitsIn(larger: string, smaller: string): number {
  return unitSize(larger) / unitSize(smaller);
}

function unitSize(unit: string): number {
  return UNITS[unit] ?? 1;
}
