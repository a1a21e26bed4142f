import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILT_IN_PACKS, rulesOf } from '../../lib/checks/registry';

const ROOT = join(__dirname, '../..');
const { COUNTERPARTS, REASONS } = require(join(ROOT, 'scripts/kube-linter-counterparts.js'));
const PAGE = readFileSync(join(ROOT, 'docs/kube-linter-parity.md'), 'utf8');

/** The rows of the page's table: the check and the rules that it links. */
const ROWS = [...PAGE.matchAll(/^\| ([a-z0-9-]+) \| (\[.*\)) \| \d+ \|$/gm)].map(([, check, rules = '']) => [
  check,
  [...rules.matchAll(/\[([a-z-]+)\]\(rules\/\1\.md\)/g)].map(([, id]) => id),
]);

test('the page has the table that the script compares by', () => {
  expect(ROWS).toHaveLength(31);
  expect(Object.fromEntries(ROWS)).toEqual(COUNTERPARTS);
});

test('every counterpart is a rule that each check runs, and has its page', () => {
  const run = new Set(rulesOf(BUILT_IN_PACKS).map(({ id }) => id));
  const ids = Object.values<string[]>(COUNTERPARTS).flat();
  expect(ids.filter((id) => !run.has(id) || !existsSync(join(ROOT, `docs/rules/${id}.md`)))).toEqual([]);
});

test('the page says that there are no reasons as long as there are none', () => {
  expect(PAGE.includes('No finding of kube-linter is left out')).toBe(REASONS.length === 0);
});
