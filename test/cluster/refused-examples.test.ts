import { parseAllDocuments } from 'yaml';
import { API } from '../../lib/checks/packs/api';
import { FUTURE_API } from '../../lib/checks/rules/future-api';
import type { AnyManifest } from '../support/synthesis';
import { finalize, hasControllers } from './controllers';
import { attempt, eventually, kubectl } from './kubectl';

/** Dry runs of creation want the namespace of an object to be there. */
const NAMESPACE = 'refused-examples';

let controllers: boolean;

/** A pod needs a service account, which a controller makes; with a bare API server nobody does. */
beforeAll(async () => {
  controllers = await hasControllers();
  kubectl(['create', 'namespace', NAMESPACE]);
  if (controllers) await eventually(() => attempt(['get', 'serviceaccount', 'default', '-n', NAMESPACE]).status === 0, 30);
  else kubectl(['create', 'serviceaccount', 'default', '-n', NAMESPACE]);
});

afterAll(() => {
  if (!controllers) kubectl(['delete', 'serviceaccount', 'default', '-n', NAMESPACE]);
  kubectl(['delete', 'namespace', NAMESPACE, '--wait=false']);
  if (!controllers) finalize(NAMESPACE);
});

/** Why objects are refused, each by itself; nothing for those that are taken. */
function refusals(yaml: string): string[] {
  const objects = parseAllDocuments(yaml).map((document) => document.toJS() as AnyManifest);
  return objects.flatMap(({ metadata: { namespace, ...metadata }, ...object }) => {
    const { status, stderr } = attempt(['create', '--dry-run=server', '-n', NAMESPACE, '-f', '-'], { ...object, metadata } as AnyManifest);
    return status === 0 ? [] : [stderr];
  });
}

/** A kind of the future is one that this API server may know already. */
const RULES = API.rules.filter((rule) => rule.severity === 'error' && rule !== FUTURE_API);

test.each(RULES.map((rule) => [rule.id, rule] as const))(
  '%s: its wrong example is refused, its right one is taken',
  (_, { wrong, right }) => {
    expect(refusals(wrong)).not.toEqual([]);
    expect(refusals(right)).toEqual([]);
  },
);
