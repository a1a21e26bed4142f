import type { JsonObject } from '../../lib/manifests/json';
import { identityOf, manifestOf } from '../../lib/manifests/manifest';
import { isGiven, UNSTATED, UNSTATED_CUSTOM } from '../review/stored-form/server-answers';
import { storedDifferences } from '../support/stored';
import { withNamespace } from './dry-run-namespace';
import { attempt, kubectl, kubectlJson, notServed } from './kubectl';

/** Dry runs of creation want the namespace of an object to be there. */
const NAMESPACE = 'stored-form';

withNamespace(NAMESPACE);

const missing = new Set<string>();

beforeAll(() => {
  for (const kind of notServed(new Set([...UNSTATED, ...UNSTATED_CUSTOM].map(({ apiVersion, kind }) => `${apiVersion} ${kind}`))))
    missing.add(kind);
});

test.each(UNSTATED.map((object): [string, JsonObject] => [identityOf(manifestOf(object)), object]))(
  '%s is stored by this API server as the review says',
  (_, object) => {
    if (missing.has(`${object.apiVersion} ${object.kind}`)) return;
    const { status, stdout, stderr } = attempt(['create', '--dry-run=server', '-o', 'json', '-f', '-'], object as never);
    expect({ status, stderr: stderr.replaceAll(/^Warning: .*\n/gm, '') }).toEqual({ status: 0, stderr: '' });
    expect(storedDifferences([object], [JSON.parse(stdout) as JsonObject]).filter((difference) => !isGiven(difference))).toEqual([]);
  },
);

/** The definition of a kind, as this cluster has it. */
function definitionOf({ apiVersion, kind }: JsonObject): JsonObject {
  const [group] = `${apiVersion}`.split('/');
  const { resources } = JSON.parse(kubectl(['get', '--raw', `/apis/${apiVersion}`]));
  return kubectlJson('get', 'crd', `${resources.find((resource: { kind: string }) => resource.kind === kind).name}.${group}`);
}

test.each(UNSTATED_CUSTOM.map((object): [string, JsonObject] => [identityOf(manifestOf(object)), object]))(
  '%s is stored as the review says that knows its definition',
  (_, object) => {
    if (missing.has(`${object.apiVersion} ${object.kind}`)) return;
    const answer = JSON.parse(kubectl(['create', '--dry-run=server', '-o', 'json', '-f', '-'], object as never)) as JsonObject;
    const definition = definitionOf(object);
    expect(storedDifferences([definition, object], [definition, answer])).toEqual([]);
  },
);

test('most of the kinds are served', () => {
  expect(UNSTATED.filter(({ apiVersion, kind }) => missing.has(`${apiVersion} ${kind}`)).length).toBeLessThan(3);
});
