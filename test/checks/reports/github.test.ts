import { githubReport } from '../../../lib/checks/reports/github';
import { finding } from '../../support/finding';

const TEXT = 'got "web:latest"; wanted a tag other than latest, or a digest. Fix: name the version that was tested.';

test('a finding of a file is annotated at its line, each severity by the command of its own', () => {
  const source = { file: 'k8s/web.yaml', line: 12 };
  expect(githubReport([finding({ source }), finding({ source, severity: 'warning' }), finding({ source, severity: 'note' })])).toBe(
    ['error', 'warning', 'notice']
      .map(
        (command) =>
          `::${command} file=k8s/web.yaml,line=12,title=image-tag::apps/Deployment/shop/web spec.template.spec.containers[0].image: ${TEXT}\n`,
      )
      .join(''),
  );
});

test('a finding of a construct says the construct and no file', () => {
  expect(githubReport([finding({ field: '', origin: { path: 'shop/web' } })])).toBe(
    `::error title=image-tag::apps/Deployment/shop/web (shop/web): ${TEXT}\n`,
  );
});

test('what would end a property or the command is escaped, a percent sign first', () => {
  const hostile = finding({ source: { file: 'a:b,c%2C\n.yaml', line: 1 }, got: '"100%\r\n::error::x"', field: '' });
  expect(githubReport([hostile])).toBe(
    '::error file=a%3Ab%2Cc%252C%0A.yaml,line=1,title=image-tag::apps/Deployment/shop/web: got "100%25%0D%0A::error::x"; wanted a tag other than latest, or a digest. Fix: name the version that was tested.\n',
  );
});

test('no findings make no line', () => {
  expect(githubReport([])).toBe('');
});

test('a finding whose field was found is annotated there', () => {
  const found = finding({ source: { file: 'k8s/web.yaml', line: 12 }, position: { line: 30, column: 9 } });
  expect(githubReport([found])).toMatch(/^::error file=k8s\/web\.yaml,line=30,col=9,title=image-tag::/);
});
