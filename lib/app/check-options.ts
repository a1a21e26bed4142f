import type { CheckOptions } from '../checks/check';
import type { CheckSettings } from '../checks/check-settings';
import { atLeast, type Severity } from '../checks/finding';
import type { Pack } from '../checks/packs/pack';
import { BUILT_IN_PACKS } from '../checks/registry';
import type { ImageLockData } from '../model/image-lock-data';
import { RuleSeverity, type ShopCheckSettings, type ShopChecks } from './shop-checks';

/** What an app's checks are in the words of the checks themselves, where types are free. */
export function optionsOf({ packs = [], disabledRules: disabled, severities, settings, waivers, today }: ShopChecks): CheckOptions {
  // jsii has no functions in structs, so that a pack's rules are not in its public type.
  return { packs: [...BUILT_IN_PACKS, ...(packs as Pack[])], disabled, severities, settings: settings && told(settings), waivers, today };
}

/** The plugin of cdk8s-cli has its settings from YAML, where a lock is data and nothing else. */
function told({ imageLock, ...settings }: ShopCheckSettings): CheckSettings {
  const lock = imageLock?._data ?? (imageLock as unknown as ImageLockData | undefined);
  return { ...settings, ...(lock !== undefined && { imageLock: lock }) };
}

/** The severities of findings that stop. */
export function stoppingSeverities({ stopAt = RuleSeverity.ERROR }: ShopChecks): readonly Severity[] {
  return atLeast(stopAt);
}
