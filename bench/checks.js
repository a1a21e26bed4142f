// What checking 10 000 objects takes, beside kube-score on the same files in the same run: node bench/checks.js [RUNS] [KUBE-SCORE]
//   1. cdk8s-shop check with all packs and strict schemas, over kube-score: at most 1.
//   2. peak memory of the check: at most 512 MiB.
//   3. seconds for 10 000 objects over those for 5 000, the start of the process not counted: at most 2.4.
// Needs a compiled build/. Without kube-score the first is said and not measured. Fails when a figure is over its limit.
const { spawnSync } = require('node:child_process');
const { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { homedir, tmpdir } = require('node:os');
const { join } = require('node:path');

const RUNS = Number(process.argv[2] ?? 5);
const KUBE_SCORE = process.argv[3] ?? join(homedir(), '.local/bin/kube-score');
const root = join(__dirname, '..');
const dist = join(root, 'dist');
const folder = mkdtempSync(join(tmpdir(), 'check-bench-'));

/** Copies of the demo shop, each in a namespace of its own, until there are so many objects. */
function shops(objects) {
  const files = readdirSync(dist).filter((file) => file.endsWith('.yaml'));
  const texts = files.map((file) => [file, readFileSync(join(dist, file), 'utf8')]);
  const inOne = texts.reduce((sum, [, text]) => sum + text.match(/^kind: /gm).length, 0);
  const target = join(folder, `${objects}`);
  mkdirSync(target);
  for (let copy = 0; copy * inOne < objects; copy++) {
    for (const [file, text] of texts) {
      const own = text.replaceAll('bookshop', `shop-${copy}`).replaceAll('shop.example', `shop-${copy}.example`);
      writeFileSync(join(target, `${`${copy}`.padStart(3, '0')}-${file}`), own);
    }
  }
  return { target, count: Math.ceil(objects / inOne) * inOne };
}

/** Seconds and peak MiB of a command, as a whole process. */
function measured(command, args) {
  const began = process.hrtime.bigint();
  const { status, error, stderr } = spawnSync('/usr/bin/time', ['-f', '%M', command, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  if (error || status === null || status > 1) throw new Error(`${command} failed: ${error ?? stderr}`);
  return { seconds, mebibytes: Number(stderr.trim().split('\n').pop()) / 1024 };
}

const check = (target) => measured(process.execPath, [join(root, 'build/lib/cli/main.js'), 'check', target]);
const kubeScore = (target) => measured(KUBE_SCORE, ['score', ...readdirSync(target).map((file) => join(target, file))]);

/** Interleaved, so that a slow moment of the machine meets all of them. */
function medians(measures) {
  const found = Object.fromEntries(Object.keys(measures).map((name) => [name, []]));
  for (let run = 0; run < RUNS; run++) for (const [name, measure] of Object.entries(measures)) found[name].push(measure());
  const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
  return Object.fromEntries(
    Object.entries(found).map(([name, all]) => [
      name,
      { seconds: median(all.map((m) => m.seconds)), mebibytes: Math.max(...all.map((m) => m.mebibytes)) },
    ]),
  );
}

try {
  const [one, half, whole] = [shops(1), shops(5000), shops(10_000)];
  const peer = spawnSync(KUBE_SCORE, ['version']).status === 0;
  const found = medians({
    start: () => check(one.target),
    half: () => check(half.target),
    whole: () => check(whole.target),
    ...(peer && { peer: () => kubeScore(whole.target) }),
  });
  const growth = (found.whole.seconds - found.start.seconds) / (found.half.seconds - found.start.seconds);
  const rows = [
    ['peak MiB', found.whole.mebibytes, 512, `kube-score ${found.peer?.mebibytes.toFixed(0) ?? 'not here'}`],
    [`${whole.count} objects / ${half.count}`, growth, 2.4, `${found.whole.seconds.toFixed(2)} s / ${found.half.seconds.toFixed(2)} s`],
  ];
  if (peer) {
    const { seconds } = found.peer;
    rows.unshift(['check / kube-score', found.whole.seconds / seconds, 1, `${found.whole.seconds.toFixed(2)} s / ${seconds.toFixed(2)} s`]);
  } else console.log('check / kube-score: not measured, there is no kube-score');
  for (const [what, figure, limit, figures] of rows)
    console.log(`${figure <= limit ? 'ok  ' : 'OVER'} ${what}: ${figure.toFixed(2)} (at most ${limit}; medians of ${RUNS}: ${figures})`);
  process.exitCode = rows.every(([, figure, limit]) => figure <= limit) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
