import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { faultsIn, PAGES, pageCodes, readPage, runExample } from './error-page';

const ROOT = join(__dirname, '../..');

/** Every mention of a code in lib/, with the file it is in. */
function mentions(): Array<{ readonly code: string; readonly file: string }> {
  const files = readdirSync(join(ROOT, 'lib'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return files.flatMap((file) =>
    [...readFileSync(join(ROOT, 'lib', file), 'utf8').matchAll(/SHOP-[A-Z]+\d+/g)].map(([code]) => ({ code, file })),
  );
}

test('every code of the library has a page, and every page a code', () => {
  expect([...new Set(mentions().map((m) => m.code))].sort()).toEqual(pageCodes());
});

test('a code is written in one place of the library, so that it has one meaning', () => {
  const places = new Map<string, string[]>();
  for (const { code, file } of mentions()) places.set(code, [...(places.get(code) ?? []), file]);
  expect([...places].filter(([, files]) => files.length > 1)).toEqual([]);
});

describe.each(pageCodes())('the page of %s', (code) => {
  const page = readPage(code);

  test('is that of its code', () => {
    expect(page.code).toBe(code);
  });

  test('has an example that raises it and nothing else, with what is wanted and how to fix it', () => {
    const faults = faultsIn(runExample(page.refused) ?? 'nothing was thrown');
    for (const fault of faults) expect(fault).toEqual({ code, wanted: page.wanted, fix: page.fix });
  });

  test('has a mended example, which raises nothing', () => {
    expect(runExample(page.accepted)).toBeUndefined();
  });
});

test('the index is the one that the pages make', () => {
  const { index, pages } = require('../../scripts/errors') as { index: (pages: unknown) => string; pages: () => unknown };
  expect(readFileSync(join(PAGES, 'README.md'), 'utf8')).toBe(index(pages()));
  for (const code of pageCodes()) expect(index(pages())).toContain(`[${code}](${code}.md)`);
});

test('every example compiles', () => {
  const examples = pageCodes().flatMap((code) => [readPage(code).refused, readPage(code).accepted]);
  expect(compileErrors(examples)).toEqual([]);
});

/** What the compiler says about the examples, each in a block of its own below the imports that their index names. */
function compileErrors(examples: readonly string[]): string[] {
  const names = [...readFileSync(join(ROOT, 'lib/index.ts'), 'utf8').matchAll(/(?<=[{ ,])(?:type )?([A-Z]\w+)(?=[ ,])/g)].map(
    ([, name]) => name,
  );
  const source = [
    `import { ${[...new Set(names)].join(', ')} } from './lib';`,
    "import { ApiObject, App, Chart, Duration, Size } from 'cdk8s';",
    "import { Cpu, HorizontalPodAutoscaler, NetworkPolicy } from 'cdk8s-plus-27';",
    "import { Construct } from 'constructs';",
    "import { BUILT_IN_PACKS, check, inputFiles, ManifestSet, manifestOf, readManifests, rulesOf } from './lib/entry/checks';",
    "import { textFile, wholeManifests } from './lib/entry/review';",
    'declare const app: ShopApp, shop: Shop, production: Shop, folder: string, file: string, lock: string;',
    ...examples.map((example) => `{\n${example}\n}`),
  ].join('\n');
  const path = join(ROOT, 'examples-of-errors.ts');
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, version) =>
    name === path ? ts.createSourceFile(name, source, version) : getSourceFile.call(host, name, version);
  const program = ts.createProgram([path], { ...options, noUnusedLocals: false }, host);
  const file = program.getSourceFile(path);
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map((d) =>
    ts.flattenDiagnosticMessageText(d.messageText, '\n'),
  );
}
