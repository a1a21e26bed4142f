// How long synthesis takes, as ratios of what is measured side by side in this run: machines are noisy, ratios are not.
//   1. `npm run synth` on the demo shop over `node -e "require('cdk8s-plus-27')"`: at most 4.
//   2. 1 000 components over 100: at most 12, in a process each, the loading of the library not counted.
//   3. objects a second of 1 000 components in a ShopApp, and over the same shop in a plain App.
// Prints a table, and fails when a ratio is over its limit.
const { execFileSync } = require('node:child_process');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const RUNS = Number(process.argv[2] ?? 7);
const root = join(__dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'shop-bench-'));

/** Seconds of one run of a command, as a whole process. */
function seconds(command, args) {
  const began = process.hrtime.bigint();
  execFileSync(command, args, { cwd: root, stdio: 'ignore', env: { ...process.env, CDK8S_OUTDIR: join(folder, 'demo') } });
  return Number(process.hrtime.bigint() - began) / 1e9;
}

/** What a process of shops.ts measured of itself. */
function shop(components, app) {
  const args = ['-r', 'ts-node/register', join('bench', 'shops.ts'), `${components}`, app, join(folder, `${app}-${components}`)];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 }));
}

/** Interleaved, so that a slow moment of the machine meets all of them. */
function interleaved(measures) {
  const found = Object.fromEntries(Object.keys(measures).map((name) => [name, []]));
  for (let run = 0; run < RUNS; run++) for (const [name, measure] of Object.entries(measures)) found[name].push(measure());
  return Object.fromEntries(
    Object.entries(found).map(([name, values]) => [name, values.sort((a, b) => a - b)[Math.floor(values.length / 2)]]),
  );
}

try {
  const start = interleaved({
    synth: () => seconds('npm', ['run', '-s', 'synth']),
    floor: () => seconds(process.execPath, ['-e', "require('cdk8s-plus-27')"]),
  });
  const sizes = interleaved({
    small: () => shop(100, 'shop').seconds,
    large: () => shop(1000, 'shop').seconds,
  });
  const objects = shop(1000, 'shop').objects;
  const plain = shop(1000, 'plain').seconds;
  const rows = [
    ['npm run synth / require cdk8s-plus-27', start.synth / start.floor, 4, `${start.synth.toFixed(2)} s / ${start.floor.toFixed(2)} s`],
    ['1 000 components / 100', sizes.large / sizes.small, 12, `${sizes.large.toFixed(2)} s / ${sizes.small.toFixed(2)} s`],
    ['1 000 components, ShopApp / plain App', sizes.large / plain, 1, `${sizes.large.toFixed(2)} s / ${plain.toFixed(2)} s`],
  ];
  for (const [what, ratio, limit, figures] of rows)
    console.log(`${ratio <= limit ? 'ok  ' : 'OVER'} ${what}: ${ratio.toFixed(2)} (at most ${limit}; medians ${figures})`);
  console.log(`${objects} objects, ${Math.round(objects / sizes.large)} a second`);
  process.exitCode = rows.every(([, ratio, limit]) => ratio <= limit) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
