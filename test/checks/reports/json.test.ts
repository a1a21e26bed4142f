import { jsonReport } from '../../../lib/checks/reports/json';
import { finding } from '../../support/finding';

test('has the counts and every field of every finding', () => {
  const found = [finding({ origin: { path: 'shop/web' }, source: { file: 'a.yaml', line: 3 } }), finding({ severity: 'note' })];
  expect(JSON.parse(jsonReport(found))).toEqual({
    version: 1,
    counts: { error: 1, warning: 0, note: 1 },
    findings: [
      {
        rule: 'image-tag',
        severity: 'error',
        object: 'apps/Deployment/shop/web',
        field: 'spec.template.spec.containers[0].image',
        got: '"web:latest"',
        wanted: 'a tag other than latest, or a digest',
        fix: 'name the version that was tested',
        origin: { path: 'shop/web' },
        source: { file: 'a.yaml', line: 3 },
      },
      {
        rule: 'image-tag',
        severity: 'note',
        object: 'apps/Deployment/shop/web',
        field: 'spec.template.spec.containers[0].image',
        got: '"web:latest"',
        wanted: 'a tag other than latest, or a digest',
        fix: 'name the version that was tested',
      },
    ],
  });
});

test('a finding whose field was found has its place beside that of the object', () => {
  const found = finding({ source: { file: 'k8s/web.yaml', line: 12 }, position: { line: 30, column: 9 } });
  expect(JSON.parse(jsonReport([found])).findings[0]).toMatchObject({ source: { line: 12 }, position: { line: 30, column: 9 } });
});
