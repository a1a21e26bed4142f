import type { ApiObject } from 'cdk8s';
import type { CheckOptions } from '../checks/check';
import { type Finding, SEVERITIES } from '../checks/finding';
import type { Pack } from '../checks/packs/pack';
import { BUILT_IN_PACKS } from '../checks/registry';
import { describeFault } from '../core/shop-error';
import type { Manifest } from '../manifests/manifest';
import { checkResolved } from './check-app';
import { RuleSeverity, type ShopChecks } from './shop-checks';

/** The findings that stop the synthesis of resolved objects, each in the words of every other error. */
export function stoppingMessages(objects: readonly ApiObject[], manifests: readonly Manifest[], checks: ShopChecks): string[] {
  const { stopAt = RuleSeverity.ERROR } = checks;
  const heavy = SEVERITIES.slice(0, SEVERITIES.indexOf(stopAt) + 1);
  return checkResolved(objects, manifests, optionsOf(checks))
    .filter(({ severity }) => heavy.includes(severity))
    .map(messageOf);
}

/** The same in the words of the checks, where types are free. */
function optionsOf({ packs = [], disabledRules: disabled, severities, settings, waivers, today }: ShopChecks): CheckOptions {
  // jsii has no functions in structs, so that a pack's rules are not in its public type.
  return { packs: [...BUILT_IN_PACKS, ...(packs as Pack[])], disabled, severities, settings, waivers, today };
}

function messageOf({ rule, object, field, origin, got, wanted, fix }: Finding): string {
  const place = field === '' ? object : `${field} of ${object}`;
  return describeFault({ code: rule, path: origin?.path ?? object, got: `${got} in ${place}`, wanted, fix });
}
