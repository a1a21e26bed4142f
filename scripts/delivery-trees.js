// Writes a shop as it is delivered: node scripts/delivery-trees.js FOLDER SHOP CLUSTER PROFILE...
// Each profile has a folder, FOLDER/<profile>, with its dist/ and its artifacts/, in which the other profiles are environments.
const path = require('node:path');

const ROOT = path.join(__dirname, '..');
const SHOPS = { bookshop: 'main.ts', 'online-boutique': 'examples/online-boutique/main.ts' };
const SOURCE = { repository: 'https://git.example/shop.git' };
const TEST_IMAGE = `curlimages/curl:8.14.1@sha256:${'0'.repeat(64)}`;

/** The app that a shop's main.ts builds, written into a folder only when that is asked for. */
function built(main, profile, cluster, outdir) {
  const { ShopApp } = require('../lib');
  const synth = ShopApp.prototype.synth;
  Object.assign(process.env, { SHOP_PROFILE: profile, SHOP_CLUSTER: cluster, CDK8S_OUTDIR: outdir });
  let app;
  ShopApp.prototype.synth = function keep() {
    app = this;
  };
  const file = path.join(ROOT, main);
  delete require.cache[file];
  require(file);
  ShopApp.prototype.synth = synth;
  return app;
}

/** The shop in all its profiles; the folder of each profile's manifests, by its name. */
function writeDelivery(shop, cluster, profiles, folder) {
  const apps = profiles.map((profile) => [profile, built(SHOPS[shop], profile, cluster, path.join(folder, profile, 'dist'))]);
  for (const [profile, app] of apps) {
    app.artifacts = {
      kustomize: true,
      helm: { testImage: TEST_IMAGE },
      environments: Object.fromEntries(apps.filter(([name]) => name !== profile)),
      argoCd: { ...SOURCE, clusters: Object.fromEntries(profiles.map((name) => [name, `https://${name}.example:6443`])) },
      flux: { ...SOURCE, secretName: 'git' },
    };
    app.synth();
  }
  return Object.fromEntries(apps.map(([profile, app]) => [profile, app.outdir]));
}

module.exports = { SHOPS, writeDelivery };

if (require.main === module) {
  const [folder, shop, cluster, ...profiles] = process.argv.slice(2);
  if (profiles.length === 0) throw new Error('usage: node scripts/delivery-trees.js FOLDER SHOP CLUSTER PROFILE...');
  process.chdir(ROOT);
  require('./typescript');
  writeDelivery(shop, cluster, profiles, path.resolve(folder));
}
