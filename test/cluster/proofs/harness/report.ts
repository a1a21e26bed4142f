import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { latencyPlot } from './latency-plot';
import { PROOFS, type Proof } from './record';

const FOLDER = path.dirname(PROOFS);

/** Writes artifacts/proof.md and a page with the latencies of every load, of what the proofs have shown. */
export function writeReport(): void {
  if (!existsSync(PROOFS)) return;
  const proofs = readFileSync(PROOFS, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line): Proof => JSON.parse(line));
  writeFileSync(path.join(FOLDER, 'proof.md'), markdown(proofs));
  writeFileSync(path.join(FOLDER, 'proof.html'), page(proofs));
}

/** A table: each promise, what was measured, and what came of it without its protection. */
export function markdown(proofs: readonly Proof[]): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  const rows = proofs.map(({ promise, measured, twin }) => `| ${cell(promise)} | ${cell(measured)} | ${cell(twin)} |`);
  return ['# What the proofs have shown', '', '| promise | measured | without the protection |', '| --- | --- | --- |', ...rows, ''].join(
    '\n',
  );
}

/** The same as one file that needs no other. */
export function page(proofs: readonly Proof[]): string {
  const rows = proofs.map(
    ({ promise, measured, twin }) =>
      `<tr><th scope="row">${escaped(promise)}</th><td>${escaped(measured)}</td><td>${escaped(twin)}</td></tr>`,
  );
  const figures = proofs
    .flatMap(({ plots = [] }) => plots)
    .map((plot) => `<figure>${latencyPlot(plot)}<figcaption>${escaped(plot.title)}</figcaption></figure>`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>What the proofs have shown</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .5rem; border-bottom: 1px solid #8888 }
figure { margin: 2rem 0 }
svg { width: 100%; height: auto }
.axis { stroke: currentColor; stroke-width: 1 }
text { fill: currentColor; font-size: 12px }
.served { fill: #2a78c4; fill-opacity: .5 }
.failed { fill: #d22; }
.event { stroke: #d80; stroke-dasharray: 4 }
</style>
<h1>What the proofs have shown</h1>
<table>
<thead><tr><th scope="col">Promise</th><th scope="col">Measured</th><th scope="col">Without the protection</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
<h2>Latencies</h2>
<p>A point is a request: when it was sent, and how long its answer took, on a logarithmic scale. Failed ones are red. The dashed line is when something happened to the shop.</p>
${figures.join('\n')}
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
