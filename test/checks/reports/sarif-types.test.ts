import { join } from 'node:path';
import * as ts from 'typescript';
import { BUILT_IN_PACKS, rulesOf } from '../../../lib/checks/registry';
import { sarifReport } from '../../../lib/checks/reports/sarif';
import { judged } from '../../../lib/review/acceptance';
import { sarifReview } from '../../../lib/review/reports/sarif';
import { edited } from '../../support/edited';
import { finding } from '../../support/finding';
import { effect, reviewOf } from '../../support/review-case';

const ROOT = join(__dirname, '../../..');

/**
 * What the compiler has against logs of SARIF. Its types are made from the JSON schema of 2.1.0: a property that the
 * schema does not have, one that it demands, and a word that it does not list are errors.
 */
function errorsIn(logs: readonly string[]): string[][] {
  const texts = new Map(
    logs.map((log, i) => [join(ROOT, `log-${i}.ts`), `import type { Log } from 'sarif';\nexport const log: Log = ${log};`]),
  );
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, types: [] }, ROOT);
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, version) => {
    const text = texts.get(name);
    return text === undefined ? getSourceFile.call(host, name, version) : ts.createSourceFile(name, text, version);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return [...texts.keys()].map((name) =>
    program
      .getSemanticDiagnostics(program.getSourceFile(name))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
  );
}

const REPORT = sarifReport(
  [
    finding({ source: { file: 'k8s/web.yaml', line: 12 } }),
    finding({ severity: 'warning', origin: { path: 'shop/web', component: 'web' } }),
    finding({ rule: 'other', severity: 'note', object: '', field: '', source: { file: '-', line: 1 } }),
  ],
  rulesOf(BUILT_IN_PACKS),
);

const EFFECTS = [
  effect({ source: { file: 'dist/10.yaml', line: 12 } }),
  effect({ object: 'x', origin: { path: 'shop/web', component: 'web' } }),
];
const WAIVER = { rule: 'immutable-field', object: 'x', reason: 'by hand', until: '2027-01-02' };
const REVIEW = sarifReview(reviewOf(EFFECTS), judged(EFFECTS, [WAIVER], '2027-01-01'));

test('a report of everything that there can be is a log of SARIF 2.1.0 to the last property', () => {
  const [whole, empty, review, ...broken] = errorsIn([
    REPORT,
    sarifReport([], []),
    REVIEW,
    edited(REPORT, '"level": "note"', '"level": "hint"'),
    edited(REPORT, '"columnKind": "utf16CodeUnits"', '"columnKinds": "utf16CodeUnits"'),
    edited(REPORT, '"startLine": 12', '"startLine": "12"'),
    edited(REPORT, '"version": "2.1.0"', '"version": "2.2.0"'),
    edited(REPORT, '"driver": {', '"drivers": {'),
    edited(REVIEW, '"kind": "external"', '"kind": "outer"'),
  ]);
  expect(whole).toEqual([]);
  expect(empty).toEqual([]);
  expect(review).toEqual([]);
  expect(broken.map((errors) => errors.length > 0)).toEqual([true, true, true, true, true, true]);
}, 60_000);
