// Pages of reviews that scripts/review-page.js opens in a browser: real changes of the demo shop, and what no shop has.
require('./typescript');
const { spawnSync } = require('node:child_process');
const { readdirSync, readFileSync, mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { readManifests } = require('../lib/reading/read');
const { judged } = require('../lib/review/acceptance');
const { htmlReview } = require('../lib/review/reports/html');
const { review } = require('../lib/review/review');
const { deployment, effect, HOSTILE, manyEffects, reviewOf } = require('../test/support/review-case');

const ROOT = join(__dirname, '..');
const TODAY = '2027-01-01';

/** The manifests of a folder, each file's text changed as wanted. */
function manifestsIn(folder, edit = (text) => text) {
  const files = readdirSync(folder).map((name) => {
    const bytes = Buffer.from(edit(readFileSync(join(folder, name), 'utf8')));
    return { name: `dist/${name}`, size: bytes.length, read: () => bytes };
  });
  return readManifests(files).manifests;
}

/** The demo shop for a cluster that has everything: other doors, other workloads, other quotas. */
function otherShop() {
  const folder = mkdtempSync(join(tmpdir(), 'review-page-'));
  try {
    const env = { ...process.env, SHOP_PROFILE: 'production', SHOP_CLUSTER: 'full', CDK8S_OUTDIR: join(folder, 'dist') };
    const { status, stderr } = spawnSync('node', ['-r', './scripts/typescript.js', 'main.ts'], { cwd: ROOT, env, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return manifestsIn(join(folder, 'dist'), (text) => text.replace(/replicas: 3/g, 'replicas: 5'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const page = (found, waivers = []) => htmlReview(found, judged(found.effects, waivers, TODAY));

const shop = (edit) => ({ name: edit ? 'HEAD' : 'main', manifests: manifestsIn(join(ROOT, 'dist'), edit) });

function imagePage() {
  return page(
    review(
      shop(),
      shop((text) => text.replace(/storefront:1\.0\.0/g, 'storefront:1.0.1')),
    ),
  );
}

function bigPage() {
  const big = review(shop(), { name: 'HEAD', manifests: otherShop() });
  const [heavy] = big.effects;
  const waivers = [
    ...(heavy ? [{ rule: heavy.rule, object: heavy.object, reason: 'the old queue is drained on Monday', until: '2027-02-01' }] : []),
    { rule: 'nothing', object: '/Service/shop/none', reason: 'of a change that was made', until: '2027-02-01' },
  ];
  return page(big, waivers);
}

function hostilePage() {
  const own = {
    object: HOSTILE,
    component: HOSTILE,
    summary: HOSTILE,
    reason: HOSTILE,
    recipe: [HOSTILE, HOSTILE],
    fields: [HOSTILE],
    rule: HOSTILE,
  };
  const long = 'x'.repeat(3000);
  const effects = [
    effect({ ...own, source: { file: HOSTILE, line: 1 } }),
    effect({ ...own, severity: 'warning', kind: 'door-opened', origin: { path: HOSTILE } }),
    effect({ severity: 'note', kind: 'rolls', object: long, component: long, summary: long }),
  ];
  const named = deployment('b', 'x', { 'app.kubernetes.io/name': HOSTILE });
  const found = reviewOf(effects, [deployment('a', 'x')], [deployment('a', HOSTILE), named]);
  return page({ ...found, before: { ...found.before, name: HOSTILE }, after: { ...found.after, name: long } }, [
    { rule: HOSTILE, object: HOSTILE, reason: HOSTILE, until: '2028-01-01' },
  ]);
}

function thousandPage() {
  const objects = (tag) => Array.from({ length: 1000 }, (_, i) => deployment(`app-${i}`, `registry.example/shop/app-${i}:${tag}`));
  const said = (i) => ({
    summary: `rolls 3 pods of app ${i}, one more at a time, for 90 s at the least`,
    reason: 'the pod template differs',
  });
  return page(reviewOf(manyEffects(1000, said), objects('1'), objects('2')));
}

/** What makes each page, by its name. */
module.exports = {
  PAGES: {
    nothing: () => page(review(shop(), shop())),
    image: imagePage,
    big: bigPage,
    hostile: hostilePage,
    thousand: thousandPage,
  },
};
