import { instance } from '@viz-js/viz';
import { ShopDatabase, ShopEdge, ShopService, ShopWebTier } from '../../lib';
import { type Diagram, diagramOf } from '../../lib/writers/diagram/diagram';
import { diagramDot } from '../../lib/writers/diagram/dot';
import { connectionKey, graphView } from '../../lib/writers/diagram/graph-view';
import { MARK_STYLES } from '../../lib/writers/diagram/mark-styles';
import { diagramMermaid, mermaidText } from '../../lib/writers/diagram/mermaid';
import { diagramSvg } from '../../lib/writers/diagram/svg';
import { DARK, LIGHT, type Theme } from '../../lib/writers/diagram/theme';
import { component, connection, endpoint } from '../support/graph';
import { testShop } from '../support/synthesis';

function smallShop() {
  const shop = testShop();
  const db = new ShopDatabase(shop, 'orders-db', { paymentZone: true });
  const psp = ShopService.external(shop, 'payments', { host: 'api.psp.example', cidrs: ['203.0.113.0/24'] });
  const image = 'registry.example/web:1';
  const api = new ShopWebTier(shop, 'api', { image, port: 8080, connections: [db.query({ poolPerReplica: 2 }), psp.call()] });
  const web = new ShopWebTier(shop, 'web', { image, port: 8080, connections: [api.call(), db.query({ poolPerReplica: 2 })] });
  new ShopEdge(shop, 'edge', { host: 'shop.example', routes: [{ path: '/', to: web }] });
  return graphView({ name: 'shop', namespace: 'shop', cluster: shop.cluster._data, graph: shop._graph });
}

const doors = ({ doors: all }: Diagram) => all.map(({ to, label, lines }) => `${lines.map(({ from }) => from.name)} > ${to.name} ${label}`);

describe('what is drawn', () => {
  test('the shop, who calls it and whom it calls, with port, scheme and intent; lines to one place share a door', () => {
    const diagram = diagramOf(smallShop());
    expect(doors(diagram).sort()).toEqual([
      'api > payments call https:443',
      'api,web > orders-db query postgresql:5432',
      'edge > web call http:8080',
      'internet > edge call https:443',
      'web > api call http:8080',
    ]);
    const zones = diagram.boxes.map(({ name, shape, zone }) => `${name} ${shape} ${zone?.kind}`);
    expect(zones.sort()).toEqual([
      'api service shop',
      'edge edge edge',
      'internet actor undefined',
      'orders-db database payment',
      'payments service outside',
      'web service shop',
    ]);
  });

  test('machinery is drawn when it is asked for, and not else', () => {
    const drawn = (machinery: boolean) => doors(diagramOf(smallShop(), { machinery }));
    expect(drawn(false).join()).not.toMatch(/credentials|dns|kubernetes-api/);
    expect(drawn(true)).toContain('orders-db-credentials > kubernetes-api call https:443');
    expect(drawn(true).find((door) => door.includes('cluster-dns'))).toMatch(/api.*orders-db.*web > cluster-dns call dns:53/);
  });
});

const FORMATS = { svg: diagramSvg, mermaid: diagramMermaid, dot: diagramDot };

test.each(Object.entries(FORMATS))('%s is the same whenever it is made', (_, write) => {
  expect(write(diagramOf(smallShop()))).toBe(write(diagramOf(smallShop())));
});

describe('marks', () => {
  const view = smallShop();
  const added = view.connections
    .filter((c) => c.from.name === 'web' && c.to.name === 'api')
    .map((c) => [connectionKey(c), 'added'] as const);
  const removed = view.connections
    .filter((c) => c.from.name === 'web' && c.to.name === 'orders-db')
    .map((c) => [connectionKey(c), 'removed'] as const);
  const marks = { components: new Map([['shop/api', 'changed' as const]]), connections: new Map([...added, ...removed]) };
  const diagram = diagramOf(view, { marks });

  test('are told by colour, by line and by word, in the picture and in its description', () => {
    expect(diagram.marks).toEqual(['added', 'removed', 'changed']);
    const svg = diagramSvg(diagram);
    expect(svg).toContain('<title>web → api: call http:8080 (added)</title><path class="line added"');
    expect(svg).toContain('<title>web → orders-db: query postgresql:5432 (removed)</title><path class="line removed"');
    expect(svg).toContain('>~ api</text>');
    expect(svg).toContain('added: web to api, call http:8080.');
    expect(svg).toContain('>− removed</text>');
  });

  test('a picture without marks explains none', () => {
    expect(diagramSvg(diagramOf(view))).not.toMatch(/class="legend"|class="line (added|removed|changed)"/);
  });

  test('are in Mermaid and DOT', () => {
    expect(diagramMermaid(diagram)).toMatch(/-->\|"\+ call http:8080"\|/);
    expect(diagramMermaid(diagram)).toContain(`stroke:${MARK_STYLES.removed.colour}`);
    expect(diagramDot(diagram)).toContain('label="+ call http:8080"');
  });
});

/** Names that no shop can have, for a diagram is a function of data. */
const HOSTILE = '</title><script>"&\'`%%{init: {}}%%\\N#quot;;-->]})|\u0007\ud800';

function hostile(): Diagram {
  const a = component(HOSTILE);
  const b = component('b', { namespace: HOSTILE, role: 'database' });
  const on = endpoint(80, { scheme: HOSTILE });
  const connections = [connection(a, b, on), connection(component('c'), b, on)];
  return diagramOf({ name: HOSTILE, namespace: 'shop', monitoringNamespace: 'm', components: [a, b, component('c')], connections });
}

describe('hostile names', () => {
  test('SVG: nothing but its own elements, and no character that XML lacks', () => {
    const svg = diagramSvg(hostile());
    expect(new Set([...svg.matchAll(/<([a-z]+)/g)].map(([, name]) => name))).toEqual(
      new Set(['svg', 'title', 'desc', 'style', 'rect', 'text', 'path', 'g']),
    );
    expect(svg.replace(/<[^<>]*>/g, '')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;|#39;)/);
    expect([...svg].map((c) => c.codePointAt(0) ?? 0).filter((code) => code < 10 || (code >= 0xd800 && code < 0xe000))).toEqual([]);
  });

  test('Mermaid: no quote, bracket or directive leaves its label', () => {
    const text = mermaidText(HOSTILE);
    expect(text).toMatch(/^[\p{L}\p{N} ._:/,()·–−+~…#;-]*$/u);
    expect(text.replace(/#\d+;/g, '')).not.toMatch(/[#;"%{}\\`|<>&\]]/);
  });

  test('DOT: Graphviz reads it, and reads the name', async () => {
    const { status, output } = (await instance()).render(diagramDot(hostile()), { format: 'json' });
    expect(status).toBe('success');
    expect(output).toContain('script');
  });
});

test('DOT is drawn by Graphviz, with a border for each zone', async () => {
  const result = (await instance()).render(diagramDot(diagramOf(smallShop(), { machinery: true })), { format: 'json' });
  expect(result.errors.filter(({ level }) => level === 'error')).toEqual([]);
  const clusters = JSON.parse(result.output ?? '').objects.filter(({ name }: { name: string }) => name.startsWith('cluster'));
  expect(clusters.map(({ label }: { label: string }) => label)).toEqual(
    expect.arrayContaining(['payment zone', 'namespace shop', 'outside']),
  );
});

test('SVG stands for itself and tells what it shows', () => {
  const svg = diagramSvg(diagramOf(smallShop()));
  expect(svg).not.toMatch(/<script|@import|@font-face|url\(|href|<image|<foreignObject/);
  expect(svg).toMatch(/role="img"[^>]* aria-labelledby="shop-diagram-shop-title" aria-describedby="shop-diagram-shop-desc"/);
  expect(svg).toContain('web to orders-db, query postgresql:5432.');
  expect(svg).toContain('@media (prefers-color-scheme: dark)');
});

/** Contrast of two colours. @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((i) => {
    const part = Number.parseInt(colour.slice(i, i + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test.each([
  ['light', LIGHT],
  ['dark', DARK],
])('every text and line of the %s theme has a contrast of 4.5', (_, theme: Theme) => {
  const grounds = [theme.background, ...Object.values(theme.zones).map(({ fill }) => fill)];
  const pairs = [
    ...[...grounds, theme.door, ...Object.values(theme.boxes).map(({ fill }) => fill)].map((ground) => [theme.text, ground]),
    ...Object.values(theme.boxes).map(({ fill }) => [theme.muted, fill]),
    ...Object.values(theme.zones).map(({ fill, stroke }) => [stroke, fill]),
    ...grounds.flatMap((ground) => [theme.line, ...Object.values(theme.marks)].map((colour) => [colour, ground])),
    ...Object.values(theme.boxes).flatMap(({ stroke }) => grounds.map((ground) => [stroke, ground])),
  ];
  const weak = pairs.filter(([a = '', b = '']) => contrast(a, b) < 4.5);
  expect(weak).toEqual([]);
});

test('marks of Mermaid and DOT are seen on pages of both schemes', () => {
  for (const { colour } of Object.values(MARK_STYLES))
    for (const page of [LIGHT.background, DARK.background]) expect(contrast(colour, page)).toBeGreaterThan(3);
});
