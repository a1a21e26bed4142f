import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EFFECT_TEXTS } from '../../lib/review/effect-texts';

const PAGES = join(__dirname, '../../docs/effects');
const { files } = require('../../scripts/effects') as { files: () => Map<string, string> };

test('the pages are those that the rules make', () => {
  const made = files();
  const written = new Map(readdirSync(PAGES).map((name) => [name, readFileSync(join(PAGES, name), 'utf8')]));
  expect([...written.keys()].sort()).toEqual([...made.keys()].sort());
  expect([...made].filter(([name, text]) => written.get(name) !== text).map(([name]) => name)).toEqual([]);
});

test('every rule has a page of its own, in the index, whose example has the effect', () => {
  const made = files();
  const index = made.get('README.md') ?? '';
  expect(new Set(EFFECT_TEXTS.map(({ id }) => id)).size).toBe(EFFECT_TEXTS.length);
  expect(EFFECT_TEXTS.filter(({ id }) => !index.includes(`| [${id}](${id}.md) |`)).map(({ id }) => id)).toEqual([]);
  expect(EFFECT_TEXTS.filter(({ id }) => !/The review says:\n\n- \*\*/.test(made.get(`${id}.md`) ?? '')).map(({ id }) => id)).toEqual([]);
});
