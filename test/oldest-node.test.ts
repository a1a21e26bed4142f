import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');

/** What came after Node 20.0, by how it is written, with the release of line 20 that has it; none where no release does. */
const NEWER: ReadonlyArray<readonly [RegExp, number | undefined]> = [
  [/\breaddir(Sync)?\(.*recursive/, 1],
  [/\bAbortSignal\.any\b/, 3],
  [/\bimport\.meta\.(dirname|filename)\b/, 11],
  [/\bparentPath\b/, 12],
  [/\bstyleText\b/, 12],
  [/\b(loadEnvFile|parseEnv)\b/, 12],
  [/\bcrypto\.hash\(/, 12],
  [/\bgetBuiltinModule\b/, 16],
  [/\b(Object|Map)\.groupBy\b/, undefined],
  [/\bPromise\.(withResolvers|try)\b/, undefined],
  [/\bArray\.fromAsync\b/, undefined],
  [/\bglob(Sync)?\(|\bmatchesGlob\b/, undefined],
  [/\bURL\.parse\(/, undefined],
  [/\.(isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)\(/, undefined],
  [/\bIterator\.(from|prototype)\b|\bRegExp\.escape\b/, undefined],
];

/** What users run: the library, the command, and what the command loads into an app. */
function shipped(): string[] {
  const files = ['lib', 'preload'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(ROOT, folder, path)),
  );
  return files.filter((path) => /\.[jt]s$/.test(path)).map((path) => readFileSync(path, 'utf8'));
}

function promised(file: string, ...way: readonly string[]): string {
  return way.reduce((at, key) => at[key], JSON.parse(readFileSync(join(ROOT, file), 'utf8')));
}

test('the oldest Node that is promised knows all that is called, and every file promises the same', () => {
  const files = shipped();
  const used = NEWER.filter(([pattern]) => files.some((text) => pattern.test(text)));
  expect(used.filter(([, minor]) => minor === undefined)).toEqual([]);
  const oldest = `>=20.${Math.max(...used.map(([, minor]) => minor ?? 0))}`;
  expect(promised('package.json', 'engines', 'node')).toBe(oldest);
  expect(promised('package-lock.json', 'packages', '', 'engines', 'node')).toBe(oldest);
  expect(promised('templates/shop/package.json', 'engines', 'node')).toBe(oldest);
  expect(readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8')).toContain(`the package itself needs ${oldest.slice(2)}.`);
});
