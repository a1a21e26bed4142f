// What comparing two trees of manifests takes: node bench/review.js [RUNS]
//   1. the review of 1 000 objects against 1 000, each shop of them changed: under 1 s, reading not counted. It is the time of the
//      main thread on a processor, which is what a clock shows where nothing else runs; elsewhere than on Linux, the clock.
//   2. peak memory of that process, which reads both trees: at most 300 MiB.
//   3. seconds for 10 000 objects over those for 5 000: at most 2.4.
// Reading is told beside it. Fails when a figure is over its limit.
const { spawnSync } = require('node:child_process');
const { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const root = join(__dirname, '..');
const dist = join(root, 'dist');

/** Copies of the demo shop, each in a namespace of its own, until there are so many objects. */
function shops(folder, objects, edited) {
  const texts = readdirSync(dist)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => [file, readFileSync(join(dist, file), 'utf8')]);
  const inOne = texts.reduce((sum, [, text]) => sum + text.match(/^kind: /gm).length, 0);
  mkdirSync(folder);
  for (let copy = 0; copy * inOne < objects; copy++) {
    for (const [file, text] of texts) {
      const own = text.replaceAll('bookshop', `shop-${copy}`).replaceAll('shop.example', `shop-${copy}.example`);
      writeFileSync(join(folder, `${`${copy}`.padStart(3, '0')}-${file}`), edited(own, copy));
    }
  }
  return folder;
}

/** An image, replicas, a door and a size in each shop; what only looks different in all of them; and every tenth renamed. */
function upgraded(text, copy) {
  const changed = text
    .replaceAll(/(image: registry\.example\/shop-\d+\/fulfilment:)\S+/g, '$12.0.0')
    .replaceAll('port: 9000', `port: ${9000 + (copy % 3)}`)
    .replaceAll('cpu: 250m', 'cpu: "0.25"')
    .replaceAll('storage: 50Gi', 'storage: 60Gi');
  return copy % 10 === 9 ? changed.replaceAll('storefront', 'shopfront') : changed;
}

/** Seconds that this thread has been on a processor. */
function now() {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e9;
  } catch {
    return performance.now() / 1000;
  }
}

/** Reads and reviews once, in a process of its own, which says what it took. */
function measured(before, after) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['-r', join(root, 'scripts/typescript.js'), __filename, '--once', before, after],
    { encoding: 'utf8', cwd: root },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

function once(before, after) {
  const { inputFiles } = require('../lib/reading/input-files');
  const { readManifests } = require('../lib/reading/read');
  const { review } = require('../lib/review/review');
  const end = (name) => ({ name, manifests: readManifests(inputFiles([name])).manifests });
  const began = now();
  const ends = [end(before), end(after)];
  const read = now();
  const { changes, effects } = review(...ends);
  const done = now();
  const figures = { read: read - began, review: done - read, mebibytes: process.resourceUsage().maxRSS / 1024 };
  console.log(JSON.stringify({ ...figures, objects: ends[0].manifests.all.length, changes: changes.length, effects: effects.length }));
}

function compare(runs) {
  const folder = mkdtempSync(join(tmpdir(), 'review-bench-'));
  const same = (text) => text;
  try {
    const sizes = [1000, 5000, 10_000];
    const trees = sizes.map((size) => [shops(join(folder, `${size}-a`), size, same), shops(join(folder, `${size}-b`), size, upgraded)]);
    measured(...trees[0]);
    // Interleaved, so that a slow moment of the machine meets all of them.
    const found = trees.map(() => []);
    for (let run = 0; run < runs; run++) for (const [i, tree] of trees.entries()) found[i].push(measured(...tree));
    const median = (all, of) => all.map(of).sort((a, b) => a - b)[Math.floor(all.length / 2)];
    const [one, five, ten] = found.map((all) => ({
      ...all[0],
      ...Object.fromEntries(['read', 'review', 'mebibytes'].map((k) => [k, median(all, (m) => m[k])])),
    }));
    const told = ({ objects, changes, effects, read, review }) =>
      `${objects} objects, ${changes} changes, ${effects} effects; read in ${read.toFixed(2)} s, reviewed in ${review.toFixed(2)} s`;
    const rows = [
      ['seconds', one.review, 1, told(one)],
      [
        'peak MiB',
        Math.max(...found[0].map((m) => m.mebibytes)),
        300,
        `both trees read; ${ten.mebibytes.toFixed(0)} MiB for ${ten.objects}`,
      ],
      [`${ten.objects} objects / ${five.objects}`, ten.review / five.review, 2.4, `${told(ten)} / ${told(five)}`],
    ];
    for (const [what, figure, limit, figures] of rows)
      console.log(`${figure <= limit ? 'ok  ' : 'OVER'} ${what}: ${figure.toFixed(2)} (at most ${limit}; medians of ${runs}: ${figures})`);
    process.exitCode = rows.every(([, figure, limit]) => figure <= limit) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[2] === '--once') once(process.argv[3], process.argv[4]);
else compare(Number(process.argv[2] ?? 5));
