import { POD_SECURITY_LABELS } from '../../../lib/checks/rules/pod-security-labels';
import { findingsOf, messagesOf } from '../../support/checked';

const namespace = (labels: string) => `
apiVersion: v1
kind: Namespace
metadata: { name: bookshop, labels: ${labels} }
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(POD_SECURITY_LABELS, POD_SECURITY_LABELS.wrong)).toEqual([
    '/Namespace//bookshop metadata.labels["pod-security.kubernetes.io/enforce"]: got "strict"; wanted one of privileged, baseline and restricted. Fix: write the label as the standard has it.',
  ]);
  expect(messagesOf(POD_SECURITY_LABELS, POD_SECURITY_LABELS.right)).toEqual([]);
});

test.each(['enforce', 'audit', 'warn'])('a version of %s is latest or a minor version', (mode) => {
  const version = (value: string) =>
    findingsOf(POD_SECURITY_LABELS, namespace(`{ pod-security.kubernetes.io/${mode}-version: "${value}" }`));
  expect(['latest', 'v1.0', 'v1.34', 'v1.99'].flatMap(version)).toEqual([]);
  expect(['1.34', 'v1.34.2', 'v1', 'v01.3', ''].flatMap(version).map(({ got, wanted }) => `${got} / ${wanted}`)).toEqual(
    ['"1.34"', '"v1.34.2"', '"v1"', '"v01.3"', '""'].map((got) => `${got} / latest, or a version such as v1.34`),
  );
});

test.each(['{}', 'null', 'text', '{ other: strict, constructor: strict }'])('labels %s are none of Pod Security', (labels) => {
  expect(messagesOf(POD_SECURITY_LABELS, namespace(labels))).toEqual([]);
});
