// Synthesizes both shops in every form that tests look at: node scripts/shop-variants.js FOLDER [PART-OF-A-NAME]
// Each form is a folder: FOLDER/<shop>/<profile>-<cluster>-<Kubernetes version>.
const path = require('node:path');

const ROOT = path.join(__dirname, '..');
const SHOPS = { bookshop: 'main.ts', 'online-boutique': 'examples/online-boutique/main.ts' };
const PROFILES = ['staging', 'production', 'audited'];
const CLUSTERS = ['plain', 'full'];
const VERSIONS = ['1.27', '1.31', '1.34', '1.36'];

/** Every form of both shops, with its folder's name. */
const VARIANTS = Object.keys(SHOPS).flatMap((shop) =>
  PROFILES.flatMap((profile) =>
    CLUSTERS.flatMap((cluster) =>
      VERSIONS.map((version) => ({ shop, profile, cluster, version, folder: `${shop}/${profile}-${cluster}-${version}` })),
    ),
  ),
);

/** Runs the shop's main.ts anew in this process: loading cdk8s takes longer than all the shops together. */
function synthesize(variant, folder) {
  const main = path.join(ROOT, SHOPS[variant.shop]);
  Object.assign(process.env, {
    SHOP_PROFILE: variant.profile,
    SHOP_CLUSTER: variant.cluster,
    SHOP_KUBERNETES: variant.version,
    CDK8S_OUTDIR: path.join(folder, variant.folder),
  });
  delete require.cache[main];
  require(main);
}

module.exports = { VARIANTS, VERSIONS };

if (require.main === module) {
  const [folder, part = ''] = process.argv.slice(2);
  if (!folder) throw new Error('usage: node scripts/shop-variants.js FOLDER [PART-OF-A-NAME]');
  process.chdir(ROOT);
  require('./typescript');
  for (const variant of VARIANTS.filter((v) => v.folder.includes(part))) synthesize(variant, path.resolve(folder));
}
