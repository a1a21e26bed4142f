import { junitReport } from '../../../lib/checks/reports/junit';
import { finding } from '../../support/finding';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
const TEXT = 'got &quot;web:latest&quot;; wanted a tag other than latest, or a digest. Fix: name the version that was tested.';

test('errors and warnings fail, a note passes with its text, places are told', () => {
  const report = junitReport([
    finding({ field: 'f', source: { file: 'a&b.yaml', line: 4 } }),
    finding({ field: 'f', severity: 'warning', origin: { path: 'shop/web' } }),
    finding({ field: '', severity: 'note' }),
  ]);
  expect(report).toBe(`${HEAD}
<testsuites name="cdk8s-shop" tests="3" failures="2" errors="0" skipped="0">
  <testsuite name="cdk8s-shop" tests="3" failures="2" errors="0" skipped="0">
    <testcase classname="apps/Deployment/shop/web" name="image-tag f" file="a&amp;b.yaml" line="4"><failure type="error" message="${TEXT}">${TEXT}</failure></testcase>
    <testcase classname="apps/Deployment/shop/web" name="image-tag f"><failure type="warning" message="${TEXT} Made by shop/web.">${TEXT} Made by shop/web.</failure></testcase>
    <testcase classname="apps/Deployment/shop/web" name="image-tag"><system-out>${TEXT}</system-out></testcase>
  </testsuite>
</testsuites>
`);
});

test('without findings there is one case, which passes', () => {
  expect(junitReport([])).toBe(`${HEAD}
<testsuites name="cdk8s-shop" tests="1" failures="0" errors="0" skipped="0">
  <testsuite name="cdk8s-shop" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="manifests" name="no findings"/>
  </testsuite>
</testsuites>
`);
});

test('markup is escaped, spaces of an attribute are kept, what XML forbids is replaced', () => {
  const report = junitReport([finding({ severity: 'note', got: `<a href='b'>&\n\t\u0000${String.fromCharCode(0xd800)}\u{1F600}` })]);
  expect(report).toContain('got &lt;a href=&apos;b&apos;&gt;&amp;&#10;&#9;\uFFFD\uFFFD\u{1F600}; wanted');
});

test('a finding whose field was found has its line', () => {
  const found = finding({ source: { file: 'k8s/web.yaml', line: 12 }, position: { line: 30, column: 9 } });
  expect(junitReport([found])).toContain(' file="k8s/web.yaml" line="30">');
});
