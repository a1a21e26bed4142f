import { SelectorIndex } from '../../lib/checks/selector-index';
import { labelSelectorOf } from '../../lib/manifests/label-selector';

const selecting = (item: string, body: Parameters<typeof labelSelectorOf>[0], namespace = 'shop') => ({
  namespace,
  selector: labelSelectorOf(body),
  item,
});

const INDEX = new SelectorIndex([
  selecting('all', {}),
  selecting('shop', { matchLabels: { 'part-of': 'bookshop' } }),
  selecting('orders', { matchLabels: { 'part-of': 'bookshop', app: 'orders' } }),
  selecting('not web', { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['web'] }] }),
  selecting('either', { matchExpressions: [{ key: 'app', operator: 'In', values: ['orders', 'carts'] }] }),
  selecting('elsewhere', {}, 'other'),
]);

test('everybody of the namespace who selects the labels is found, and nobody else', () => {
  const found = (labels: Record<string, string>) => INDEX.selecting('shop', labels).sort();
  expect(found({ 'part-of': 'bookshop', app: 'orders', tier: 'data' })).toEqual(['all', 'either', 'not web', 'orders', 'shop']);
  expect(found({ app: 'carts', tier: 'web' })).toEqual(['all', 'either']);
  expect(found({})).toEqual(['all', 'not web']);
  expect(INDEX.selecting('other', { app: 'orders' })).toEqual(['elsewhere']);
  expect(INDEX.selecting('nowhere', { app: 'orders' })).toEqual([]);
});

test('a label that everybody asks for puts nobody on a pile: ten thousand selectors answer ten thousand pods', () => {
  const ids = Array.from({ length: 10_000 }, (_, i) => `c${i}`);
  let asked = 0;
  const all = ids.map((app) => {
    const selector = labelSelectorOf({ matchLabels: { 'part-of': 'bookshop', app } });
    const counted = new Proxy(selector, {
      get(target, property, receiver) {
        if (property === 'every') asked++;
        return Reflect.get(target, property, receiver);
      },
    });
    return { namespace: 'shop', selector: counted, item: app };
  });
  const index = new SelectorIndex(all);
  for (const app of ids) expect(index.selecting('shop', { 'part-of': 'bookshop', app })).toEqual([app]);
  expect(asked).toBe(10_000);
});
