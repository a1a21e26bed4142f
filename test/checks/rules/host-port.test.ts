import { HOST_PORT } from '../../../lib/checks/rules/host-port';
import { findingsOf, messagesOf } from '../../support/checked';

const pod = (spec: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec: ${spec}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(HOST_PORT, HOST_PORT.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].ports[0].hostPort: got hostPort: 80; wanted a container port without hostPort. Fix: remove hostPort and put a Service in front.',
  ]);
  expect(messagesOf(HOST_PORT, HOST_PORT.right)).toEqual([]);
});

test.each(['0', 'null', ''])('hostPort "%s" takes no port', (port) => {
  expect(messagesOf(HOST_PORT, pod(`{ containers: [{ ports: [{ containerPort: 80, hostPort: ${port} }] }] }`))).toEqual([]);
});

test('a port that is written as a text is one', () => {
  expect(
    findingsOf(HOST_PORT, pod('{ containers: [{ ports: [null, { hostPort: "80" }] }] }')).map(({ field, got }) => `${field} ${got}`),
  ).toEqual(['spec.containers[0].ports[1].hostPort hostPort: "80"']);
});
