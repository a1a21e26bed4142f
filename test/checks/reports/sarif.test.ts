import { sarifReport } from '../../../lib/checks/reports/sarif';
import { IMAGE_TAG } from '../../../lib/checks/rules/image-tag';
import { WAIVER_UNUSED } from '../../../lib/checks/waiver';
import { finding } from '../../support/finding';

const run = (...args: Parameters<typeof sarifReport>) => JSON.parse(sarifReport(...args)).runs[0];

test('is a log of version 2.1.0 with one run, whose tool describes its rules', () => {
  expect(JSON.parse(sarifReport([], [IMAGE_TAG, WAIVER_UNUSED]))).toEqual({
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'cdk8s-shop',
            informationUri: 'https://github.com/cdk8s-shop/cdk8s-shop',
            rules: [
              {
                id: 'image-tag',
                shortDescription: { text: 'Wanted: a tag other than latest, or a digest.' },
                fullDescription: { text: IMAGE_TAG.why },
                help: { text: `${IMAGE_TAG.why} Fix: name the version that was tested.` },
                helpUri: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
                defaultConfiguration: { level: 'error' },
              },
              {
                id: 'waiver-unused',
                shortDescription: { text: 'Wanted: a waiver that fits a finding.' },
                fullDescription: { text: WAIVER_UNUSED.why },
                help: { text: `${WAIVER_UNUSED.why} Fix: remove it, or correct its object or field.` },
                defaultConfiguration: { level: 'warning' },
              },
            ],
          },
        },
        columnKind: 'utf16CodeUnits',
        results: [],
      },
    ],
  });
});

test('a finding of a file has its line, its object and field, and a fingerprint without the line', () => {
  const found = finding({ field: 'spec.image', source: { file: 'k8s/web.yaml', line: 12 } });
  expect(run([found], [WAIVER_UNUSED, IMAGE_TAG]).results).toEqual([
    {
      ruleId: 'image-tag',
      ruleIndex: 1,
      level: 'error',
      message: { text: 'got "web:latest"; wanted a tag other than latest, or a digest. Fix: name the version that was tested.' },
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: 'k8s/web.yaml' }, region: { startLine: 12 } },
          logicalLocations: [{ fullyQualifiedName: 'apps/Deployment/shop/web spec.image', kind: 'resource' }],
        },
      ],
      partialFingerprints: { 'objectField/v1': 'image-tag apps/Deployment/shop/web spec.image' },
    },
  ]);
});

test('a finding of a construct has no file but the path of the construct; a rule that is not described has no index', () => {
  const [result] = run([finding({ rule: 'other', field: '', severity: 'note', origin: { path: 'shop/web' } })], [IMAGE_TAG]).results;
  expect(result).not.toHaveProperty('ruleIndex');
  expect(result).toMatchObject({ ruleId: 'other', level: 'note' });
  expect(result.locations).toEqual([
    {
      logicalLocations: [
        { fullyQualifiedName: 'apps/Deployment/shop/web', kind: 'resource' },
        { fullyQualifiedName: 'shop/web', kind: 'object' },
      ],
    },
  ]);
});

test('a file name is a relative reference of a URI, whatever it holds', () => {
  const uriOf = (file: string) =>
    run([finding({ source: { file, line: 1 } })], []).results[0].locations[0].physicalLocation.artifactLocation.uri;
  expect(uriOf('a b/c#d?e%.yaml')).toBe('a%20b/c%23d%3Fe%25.yaml');
  expect(uriOf('k8s\\web.yaml')).toBe('k8s/web.yaml');
  expect(uriOf('-')).toBe('-');
});

test('no two results have one fingerprint', () => {
  const source = { file: 'web.yaml', line: 1 };
  const broken = { rule: 'yaml-syntax', object: '', field: '' };
  const found = [
    finding({ field: 'rules[0]', got: 'escalate' }),
    finding({ field: 'rules[0]', got: 'bind' }),
    finding({ field: 'rules[1]' }),
    finding({ ...broken, source }),
    finding({ ...broken, source: { file: 'orders.yaml', line: 1 } }),
    finding({ ...broken, source: { ...source, line: 9 } }),
  ];
  const prints = run(found, []).results.map((result: { partialFingerprints: object }) => Object.values(result.partialFingerprints)[0]);
  expect(prints).toEqual([
    'image-tag apps/Deployment/shop/web rules[0]',
    'image-tag apps/Deployment/shop/web rules[0] #2',
    'image-tag apps/Deployment/shop/web rules[1]',
    'yaml-syntax web.yaml ',
    'yaml-syntax orders.yaml ',
    'yaml-syntax web.yaml  #2',
  ]);
});

test('a finding whose field was found has its line and column, and the fingerprint stays', () => {
  const found = finding({ source: { file: 'k8s/web.yaml', line: 12 }, position: { line: 30, column: 9 } });
  expect(run([found], []).results[0].locations[0].physicalLocation.region).toEqual({ startLine: 30, startColumn: 9 });
  expect(run([found], []).results[0].partialFingerprints).toEqual({
    'objectField/v1': 'image-tag apps/Deployment/shop/web spec.template.spec.containers[0].image',
  });
});
