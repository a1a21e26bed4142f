// What `cdk8s-shop diff` loads into the process of an app (node --require), to see the profile that each shop is made with
// and to put settings in the place of its own. lib/model/profile-experiment.ts is the other end. JavaScript, because it
// runs before any loader of the app. Does nothing in processes that were not asked.
const { readFileSync, writeFileSync } = require('node:fs');

const file = process.env.CDK8S_SHOP_EXPERIMENT;
if (file) {
  // By shop; null for a setting that is to be absent, for which JSON has no other word.
  const { settings } = JSON.parse(readFileSync(file, 'utf8'));
  const profiles = {};
  globalThis[Symbol.for('cdk8s-shop.profile-experiment')] = (shop, own) => {
    profiles[shop] = own;
    const given = Object.entries(settings[shop] ?? {}).map(([setting, value]) => [setting, value ?? undefined]);
    return { ...own, ...Object.fromEntries(given) };
  };
  process.on('exit', () => {
    if (Object.keys(profiles).length > 0) writeFileSync(`${file}.profiles`, JSON.stringify(profiles));
  });
}
