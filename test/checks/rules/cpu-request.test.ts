import { podWith } from '../../../lib/checks/resource-rule';
import { CPU_REQUEST } from '../../../lib/checks/rules/cpu-request';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(CPU_REQUEST, CPU_REQUEST.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].resources.requests.cpu: got container "app" without one; wanted a CPU request on every container. Fix: request what it uses on an ordinary day.',
  ]);
  expect(messagesOf(CPU_REQUEST, CPU_REQUEST.right)).toEqual([]);
});

test('a limit stands for the request', () => {
  expect(messagesOf(CPU_REQUEST, podWith('{ limits: { cpu: 250m } }'))).toEqual([]);
});

test.each(['0', '"0"', '"0m"', 'null', 'lots'])('%s is none', (amount) => {
  expect(messagesOf(CPU_REQUEST, podWith(`{ requests: { cpu: ${amount} } }`))).toHaveLength(1);
});

test('what the pod as a whole has is enough', () => {
  expect(messagesOf(CPU_REQUEST, edited(CPU_REQUEST.wrong, 'spec:', 'spec:\n  resources: { requests: { cpu: 1 } }'))).toEqual([]);
});

test('init containers and sidecars are asked, ephemeral ones cannot have any', () => {
  const others =
    "  initContainers: [{ name: i, image: 'i:1' }, { name: s, image: 's:1', restartPolicy: Always }]\n  ephemeralContainers: [{ name: e, image: 'e:1' }]\n  containers:";
  expect(messagesOf(CPU_REQUEST, edited(CPU_REQUEST.right, '  containers:', others)).map((m) => m.slice(0, m.indexOf(';')))).toEqual([
    '/Pod//storefront spec.initContainers[0].resources.requests.cpu: got container "i" without one',
    '/Pod//storefront spec.initContainers[1].resources.requests.cpu: got container "s" without one',
  ]);
});
