import type { Waiver } from '../../checks/waiver';
import type { Verdict } from '../acceptance';

/** What there is to say of some waivers. */
export interface ToldWaiver {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What is accepted and why, what is accepted no more, and what accepts nothing. */
export function toldWaivers({ accepted, expired, unused }: Verdict): ToldWaiver[] {
  return [
    {
      title: 'Accepted',
      lines: accepted.map(
        ({ effect, waiver }) => `${waiverText(waiver)}: ${effect.summary}. Until ${waiver.until}, because: ${waiver.reason}`,
      ),
    },
    {
      title: 'Waivers that have expired',
      lines: expired.map((waiver) => `${waiverText(waiver)}: held until ${waiver.until}, because: ${waiver.reason}`),
    },
    {
      title: 'Waivers that fit nothing',
      lines: unused.map((waiver) => `${waiverText(waiver)}: remove it, or correct its object or field`),
    },
  ].filter(({ lines }) => lines.length > 0);
}

function waiverText({ rule, object, field }: Waiver): string {
  return [rule, object, field].filter((part) => part !== undefined).join(' ');
}
