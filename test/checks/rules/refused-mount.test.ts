import { REFUSED_MOUNT } from '../../../lib/checks/rules/refused-mount';
import { messagesOf } from '../../support/checked';

const object = (text: string): string =>
  `{ apiVersion: v1, kind: Pod, metadata: { name: it }, spec: { containers: [{ name: a, ${text} }] } }`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(REFUSED_MOUNT, REFUSED_MOUNT.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].volumeMounts[0].subPath: got "/index.html"; wanted a path within the volume: no / in front, and no .. as a part of it. Fix: write the path as it is in the volume.',
  ]);
  expect(messagesOf(REFUSED_MOUNT, REFUSED_MOUNT.right)).toEqual([]);
});

const told = (text: string): string[] => messagesOf(REFUSED_MOUNT, object(text)).map((line) => line.replace(/^\S+ (.*)\. Fix.*$/, '$1'));

test.each([
  [
    'volumeMounts: [{ subPath: a/../b }]',
    'spec.containers[0].volumeMounts[0].subPath: got "a/../b"; wanted a path within the volume: no / in front, and no .. as a part of it',
  ],
  [
    'volumeMounts: [{ subPathExpr: /$(POD) }]',
    'spec.containers[0].volumeMounts[0].subPathExpr: got "/$(POD)"; wanted a path within the volume: no / in front, and no .. as a part of it',
  ],
  [
    'volumeMounts: [{ subPath: a, subPathExpr: b }]',
    'spec.containers[0].volumeMounts[0].subPathExpr: got it beside subPath; wanted one of the two',
  ],
  ['volumeMounts: [{ mountPath: "" }]', 'spec.containers[0].volumeMounts[0].mountPath: got ""; wanted a path in the container'],
  [
    'volumeMounts: [null, { mountPropagation: Bidirectional }]',
    'spec.containers[0].volumeMounts[1].mountPropagation: got Bidirectional in a container that is not privileged; wanted None or HostToContainer',
  ],
])('%s is told', (text, message) => {
  expect(told(text)).toEqual([message]);
});

test.each([
  'volumeMounts: [{ subPath: "" }, { subPath: a..b/.. c }, { subPathExpr: $(POD) }]',
  'securityContext: { privileged: true }, volumeMounts: [{ mountPropagation: Bidirectional }]',
  'volumeMounts: text',
])('%s is accepted', (text) => {
  expect(told(text)).toEqual([]);
});
