import { textReport } from '../../../lib/checks/reports/text';
import { finding } from '../../support/finding';

const origin = { path: 'shop/web/Default', component: 'web' };

test('an object is named once, with where it comes from, and the sum is the last line', () => {
  const report = textReport([
    finding({ origin }),
    finding({ origin, rule: 'probe', severity: 'warning', field: '', got: 'no probe', wanted: 'a probe', fix: 'state one' }),
    finding({ object: '/Service//web', source: { file: 'a/b.yaml', line: 7 } }),
    finding({ object: '/Pod//bare', severity: 'note' }),
  ]);
  expect(report).toBe(`apps/Deployment/shop/web (shop/web/Default)
  error image-tag at spec.template.spec.containers[0].image
    got "web:latest"; wanted a tag other than latest, or a digest. Fix: name the version that was
    tested.
  warning probe
    got no probe; wanted a probe. Fix: state one.

/Service//web (a/b.yaml:7)
  error image-tag at spec.template.spec.containers[0].image
    got "web:latest"; wanted a tag other than latest, or a digest. Fix: name the version that was
    tested.

/Pod//bare
  note image-tag at spec.template.spec.containers[0].image
    got "web:latest"; wanted a tag other than latest, or a digest. Fix: name the version that was
    tested.

2 errors, 1 warning, 1 note
`);
});

test('nothing found is said', () => {
  expect(textReport([])).toBe('no findings\n');
});

test('objects of one name from two files are told apart', () => {
  const twice = ['a.yaml', 'b.yaml'].map((file) => finding({ source: { file, line: 1 } }));
  expect(textReport(twice).match(/^apps.*$/gm)).toEqual(['apps/Deployment/shop/web (a.yaml:1)', 'apps/Deployment/shop/web (b.yaml:1)']);
});

test.each([20, 40, 80, 1000])('no line is wider than %d, but for a word that is', (width) => {
  const lines = textReport([finding({ got: 'x'.repeat(200) })], { width }).split('\n');
  const messages = lines.filter((line) => line.startsWith('    '));
  for (const line of messages) expect(line.length <= width || !line.trim().includes(' ')).toBe(true);
  expect(messages.map((line) => line.trim()).join(' ')).toContain(`got ${'x'.repeat(200)}; wanted a tag other than latest`);
});

test('colours come only when they are asked for, on the severity alone', () => {
  const of = (severity: 'error' | 'warning' | 'note') => textReport([finding({ severity })], { color: true }).split('\n')[1];
  expect(of('error')).toBe('  \u001b[31merror\u001b[0m image-tag at spec.template.spec.containers[0].image');
  expect(of('warning')).toContain('\u001b[33mwarning\u001b[0m');
  expect(of('note')).toContain('\u001b[36mnote\u001b[0m');
  expect(textReport([finding()])).not.toContain('\u001b');
});

test('what a manifest says cannot steer the terminal, nor begin a line', () => {
  const report = textReport([finding({ got: '"\u001b[2J\nno findings"', object: '/Pod//\u202Eweb' })]);
  expect(report).toContain('"\\u{1b}[2J\\u{a}no findings"');
  expect(report).toContain('/Pod//\\u{202e}web');
  expect(report.split('\n').filter((line) => line.startsWith('no'))).toEqual([]);
});

test('a field that was found has its line and column beside it', () => {
  const found = finding({ source: { file: 'k8s/web.yaml', line: 12 }, position: { line: 30, column: 9 } });
  expect(textReport([found])).toMatch(
    /^apps.* \(k8s\/web\.yaml:12\)\n {2}error image-tag at spec\.template\.spec\.containers\[0\]\.image \(line 30, column 9\)\n/,
  );
});
