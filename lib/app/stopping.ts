import type { Finding } from '../checks/finding';
import { describeFault } from '../core/shop-error';
import { checkResolved } from './check-app';
import { optionsOf, stoppingSeverities } from './check-options';
import type { ResolvedObject } from './resolved';
import type { ShopChecks } from './shop-checks';

/** The findings that stop the synthesis of resolved objects, each in the words of every other error. */
export function stoppingMessages(objects: readonly ResolvedObject[], checks: ShopChecks): string[] {
  const stopping = stoppingSeverities(checks);
  const findings = checkResolved(objects, optionsOf(checks));
  return findings.filter(({ severity }) => stopping.includes(severity)).map(messageOf);
}

function messageOf({ rule, object, field, origin, got, wanted, fix }: Finding): string {
  const place = field === '' ? object : `${field} of ${object}`;
  return describeFault({ code: rule, path: origin?.path ?? object, got: `${got} in ${place}`, wanted, fix });
}
