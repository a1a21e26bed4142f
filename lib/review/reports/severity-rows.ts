import { SEVERITIES } from '../../checks/finding';
import { groupedBy } from '../../core/groups';
import type { Verdict } from '../acceptance';
import { EFFECT_KINDS } from '../effect';
import { kindLabel } from './kind-texts';

/** How many effects there are of a severity, or how many are accepted, and of which kinds they are. */
export interface SeverityRow {
  readonly severity: string;
  readonly count: number;
  /** `2 refused, 1 data at risk` */
  readonly kinds: string;
}

/** A row for each severity that there is, the heaviest first, and one for what is accepted. */
export function severityRows({ open, accepted }: Verdict): SeverityRow[] {
  const rows = [
    ...SEVERITIES.map((severity) => ({ severity: severity as string, effects: open.filter((effect) => effect.severity === severity) })),
    { severity: 'accepted', effects: accepted.map(({ effect }) => effect) },
  ];
  return rows
    .filter(({ effects }) => effects.length > 0)
    .map(({ severity, effects }) => {
      const byKind = groupedBy(effects, ({ kind }) => kind);
      const kinds = EFFECT_KINDS.filter((kind) => byKind.has(kind)).map((kind) => `${byKind.get(kind)?.length} ${kindLabel(kind)}`);
      return { severity, count: effects.length, kinds: kinds.join(', ') };
    });
}
