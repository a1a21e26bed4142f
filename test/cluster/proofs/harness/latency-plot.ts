import type { Plot } from './record';

const BOX = { left: 80, top: 10, width: 900, height: 260 };
/** Bounds of the latencies shown, in milliseconds: what is outside stands at the edge. */
const DECADES = [1, 10, 100, 1000, 10_000];

/** Latency over time as SVG. */
export function latencyPlot({ title, since, points }: Plot): string {
  const end = Math.max(1000, ...points.map(([at]) => at));
  const x = (at: number) => BOX.left + (at / end) * BOX.width;
  const y = (latency: number) => {
    const decades = Math.log10(Math.min(Math.max(latency, DECADES[0]), DECADES[DECADES.length - 1]));
    return BOX.top + BOX.height * (1 - decades / (DECADES.length - 1));
  };
  const bottom = BOX.top + BOX.height;
  const dot = ([at, latency, failed]: Plot['points'][number]) =>
    `<circle class="${failed ? 'failed' : 'served'}" cx="${x(at).toFixed(1)}" cy="${y(latency).toFixed(1)}" r="${failed ? 3 : 1.2}"/>`;
  return [
    `<svg viewBox="0 0 ${BOX.left + BOX.width + 20} ${bottom + 30}" role="img" aria-label="latencies: ${title}">`,
    `<path class="axis" fill="none" d="M${BOX.left} ${BOX.top}V${bottom}H${BOX.left + BOX.width}"/>`,
    ...DECADES.map((ms) => `<text x="${BOX.left - 6}" y="${y(ms) + 4}" text-anchor="end">${ms} ms</text>`),
    ...ticks(end).map((s) => `<text x="${x(s * 1000)}" y="${bottom + 18}" text-anchor="middle">${s} s</text>`),
    `<line class="event" x1="${x(since)}" x2="${x(since)}" y1="${BOX.top}" y2="${bottom}"/>`,
    // Failed ones last, so that none is hidden.
    ...[...points].sort((a, b) => Number(a[2]) - Number(b[2])).map(dot),
    '</svg>',
  ].join('');
}

function ticks(end: number): number[] {
  const step = Math.ceil(end / 1000 / 10 / 5) * 5;
  return Array.from({ length: Math.floor(end / 1000 / step) + 1 }, (_, i) => i * step);
}
