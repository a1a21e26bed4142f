import { READ_ONLY_ROOT_FILESYSTEM } from '../../../lib/checks/rules/read-only-root-filesystem';
import { findingsOf, messagesOf } from '../../support/checked';

const pod = (spec: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec: ${spec}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(READ_ONLY_ROOT_FILESYSTEM, READ_ONLY_ROOT_FILESYSTEM.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].securityContext.readOnlyRootFilesystem: got nothing for readOnlyRootFilesystem; wanted readOnlyRootFilesystem: true. Fix: set it, and mount an emptyDir where the application writes.',
  ]);
  expect(messagesOf(READ_ONLY_ROOT_FILESYSTEM, READ_ONLY_ROOT_FILESYSTEM.right)).toEqual([]);
});

test('init containers and sidecars are looked at; who debugs may write', () => {
  expect(
    findingsOf(READ_ONLY_ROOT_FILESYSTEM, pod('{ initContainers: [{}, { restartPolicy: Always }], ephemeralContainers: [{}] }')).map(
      ({ field }) => field,
    ),
  ).toEqual([
    'spec.initContainers[0].securityContext.readOnlyRootFilesystem',
    'spec.initContainers[1].securityContext.readOnlyRootFilesystem',
  ]);
});

test.each(['false', 'null', '"true"'])('readOnlyRootFilesystem: %s is not true', (value) => {
  expect(
    messagesOf(READ_ONLY_ROOT_FILESYSTEM, pod(`{ containers: [{ securityContext: { readOnlyRootFilesystem: ${value} } }] }`)),
  ).toHaveLength(1);
});

test('Windows has no such field', () => {
  expect(messagesOf(READ_ONLY_ROOT_FILESYSTEM, pod('{ os: { name: windows }, containers: [{}] }'))).toEqual([]);
});
