import type { Box, Shape } from './diagram';
import type { Mark } from './marks';
import type { ZoneKind } from './zones';

/** What has colours of its own among boxes: what runs, what keeps data, what is neither. */
export type Tier = 'app' | 'data' | 'other';

/** Colours of one scheme. Every text has a contrast of 4.5 to what it stands on, and so has every line (WCAG 2.2, 1.4.3). */
export interface Theme {
  readonly background: string;
  readonly text: string;
  /** Second lines. */
  readonly muted: string;
  readonly line: string;
  readonly door: string;
  readonly boxes: Readonly<Record<Tier, Paint>>;
  readonly zones: Readonly<Record<ZoneKind, Paint>>;
  readonly marks: Readonly<Record<Mark, string>>;
}

/** An area and its border; labels of zones have the colour of the border. */
export interface Paint {
  readonly fill: string;
  readonly stroke: string;
}

/** Which colours a box has; its form tells what keeps data as well. A service of others is none of the shop's. */
export function tierOf({ shape, zone }: Pick<Box, 'shape' | 'zone'>): Tier {
  const foreign = zone?.kind === 'outside' || zone?.kind === 'namespace';
  return foreign && TIERS[shape] === 'app' ? 'other' : TIERS[shape];
}

const TIERS: Readonly<Record<Shape, Tier>> = {
  actor: 'other',
  edge: 'other',
  service: 'app',
  worker: 'app',
  job: 'app',
  database: 'data',
  cache: 'data',
  queue: 'data',
};

/** Dark on light. */
export const LIGHT: Theme = {
  background: '#ffffff',
  text: '#1f2328',
  muted: '#4b535d',
  line: '#59636e',
  door: '#ffffff',
  boxes: {
    app: { fill: '#e6f0fd', stroke: '#2f62a8' },
    data: { fill: '#fdf1d3', stroke: '#7a5500' },
    other: { fill: '#ffffff', stroke: '#59636e' },
  },
  zones: {
    edge: { fill: '#f4f6f8', stroke: '#59636e' },
    shop: { fill: '#f4f6f8', stroke: '#2d343b' },
    namespace: { fill: '#f4f6f8', stroke: '#59636e' },
    payment: { fill: '#fdf0ee', stroke: '#a8200d' },
    outside: { fill: '#ffffff', stroke: '#59636e' },
  },
  marks: { added: '#116329', removed: '#a40e26', changed: '#6639ba' },
};

/** Light on dark. */
export const DARK: Theme = {
  background: '#0d1117',
  text: '#e6edf3',
  muted: '#b3bdc7',
  line: '#aab4be',
  door: '#0d1117',
  boxes: {
    app: { fill: '#12294a', stroke: '#7db6f7' },
    data: { fill: '#33280c', stroke: '#e3b341' },
    other: { fill: '#1c2128', stroke: '#aab4be' },
  },
  zones: {
    edge: { fill: '#161c24', stroke: '#aab4be' },
    shop: { fill: '#161c24', stroke: '#d5dde5' },
    namespace: { fill: '#161c24', stroke: '#aab4be' },
    payment: { fill: '#2b1618', stroke: '#ff9a8f' },
    outside: { fill: '#0d1117', stroke: '#aab4be' },
  },
  marks: { added: '#56d364', removed: '#ff8a80', changed: '#d2a8ff' },
};

/** Two themes in one, for pages whose `color-scheme` decides. */
export function both(light: Theme, dark: Theme): Theme {
  const colour = (a: string, b: string): string => `light-dark(${a}, ${b})`;
  const paint = (a: Paint, b: Paint): Paint => ({ fill: colour(a.fill, b.fill), stroke: colour(a.stroke, b.stroke) });
  return {
    background: colour(light.background, dark.background),
    text: colour(light.text, dark.text),
    muted: colour(light.muted, dark.muted),
    line: colour(light.line, dark.line),
    door: colour(light.door, dark.door),
    boxes: eachOf(light.boxes, dark.boxes, paint),
    zones: eachOf(light.zones, dark.zones, paint),
    marks: eachOf(light.marks, dark.marks, colour),
  };
}

function eachOf<K extends string, V>(some: Readonly<Record<K, V>>, others: Readonly<Record<K, V>>, join: (a: V, b: V) => V): Record<K, V> {
  const entries = (Object.keys(some) as K[]).map((key) => [key, join(some[key], others[key])]);
  return Object.fromEntries(entries);
}
