import { labelSelectorOf, selects } from '../../lib/manifests/label-selector';

const expression = (operator: string, values?: string[]) => ({ matchExpressions: [{ key: 'tier', operator, ...(values && { values }) }] });

describe('a label selector', () => {
  test.each([
    ['matchLabels', { matchLabels: { tier: 'web' } }, { tier: 'web', app: 'x' }, { tier: 'data' }],
    ['matchLabels, when the label is not there', { matchLabels: { tier: 'web' } }, { tier: 'web' }, {}],
    ['In', expression('In', ['web', 'api']), { tier: 'api' }, { tier: 'data' }],
    ['In, when the label is not there', expression('In', ['web']), { tier: 'web' }, { app: 'web' }],
    ['NotIn', expression('NotIn', ['web', 'api']), { tier: 'data' }, { tier: 'api' }],
    ['Exists', expression('Exists'), { tier: '' }, { app: 'x' }],
    ['DoesNotExist', expression('DoesNotExist'), { app: 'x' }, { tier: '' }],
    ['several labels, all of which must match', { matchLabels: { tier: 'web', app: 'x' } }, { tier: 'web', app: 'x' }, { tier: 'web' }],
    [
      'labels and expressions, all of which must hold',
      { matchLabels: { app: 'x' }, ...expression('Exists') },
      { app: 'x', tier: 'web' },
      { app: 'x' },
    ],
    [
      'a label whose name every object of the language has',
      { matchExpressions: [{ key: 'constructor', operator: 'Exists' }] },
      { constructor: 'x' },
      {},
    ],
  ])('understands %s', (_, body, selected, left) => {
    expect(selects(labelSelectorOf(body), selected)).toBe(true);
    expect(selects(labelSelectorOf(body), left)).toBe(false);
  });

  test('selects everything when it is empty', () => {
    expect(selects(labelSelectorOf({}), {})).toBe(true);
    expect(selects(labelSelectorOf({ matchLabels: {} }), { tier: 'web' })).toBe(true);
  });

  test('selects an object without the label by NotIn', () => {
    expect(selects(labelSelectorOf(expression('NotIn', ['web'])), {})).toBe(true);
  });

  test('selects nothing by an operator that the API server refuses', () => {
    expect(selects(labelSelectorOf(expression('Gt', ['1'])), { tier: '2' })).toBe(false);
    expect(selects(labelSelectorOf({ matchExpressions: [{}] }), {})).toBe(false);
  });
});
