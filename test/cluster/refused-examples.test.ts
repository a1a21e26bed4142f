import { parseAllDocuments } from 'yaml';
import { API } from '../../lib/checks/packs/api';
import { FUTURE_API } from '../../lib/checks/rules/future-api';
import type { AnyManifest } from '../support/synthesis';
import { withNamespace } from './dry-run-namespace';
import { attempt } from './kubectl';

/** Dry runs of creation want the namespace of an object to be there. */
const NAMESPACE = 'refused-examples';

withNamespace(NAMESPACE);

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
