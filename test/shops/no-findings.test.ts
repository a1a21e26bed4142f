import { check } from '../../lib/checks/check';
import { describeFinding } from '../../lib/checks/finding';
import { manifestOf } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { synthesized } from '../support/synthesized';

const SHOPS = ['main.ts', 'examples/online-boutique/main.ts'];
const PROFILES = ['staging', 'production', 'audited'];
const CLUSTERS = ['plain', 'full'];

const FORMS = SHOPS.flatMap((shop) => PROFILES.flatMap((profile) => CLUSTERS.map((cluster) => [shop, profile, cluster] as const)));

/** What only auditors demand; the profile of their name is to have it all. */
const AUDITED = { requireDigests: true, requireHighUserIds: true };

test.each(FORMS)(
  'nothing is found in the files of %s, %s on a %s cluster, not even a note',
  async (shop, profile, cluster) => {
    const objects = await synthesized(shop, { SHOP_PROFILE: profile, SHOP_CLUSTER: cluster });
    const found = check(new ManifestSet(objects.map((body) => manifestOf(body))), { settings: profile === 'audited' ? AUDITED : {} });
    expect(found.map((finding) => `${finding.rule} ${finding.object} ${finding.field}: ${describeFinding(finding)}`)).toEqual([]);
  },
  60_000,
);
