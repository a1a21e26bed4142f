import { SSH_PORT } from '../../../lib/checks/rules/ssh-port';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(SSH_PORT, SSH_PORT.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].ports[0]: got port 22 of container "app"; wanted no port 22. Fix: remove the SSH server; kubectl debug asks the API server first.',
  ]);
  expect(messagesOf(SSH_PORT, SSH_PORT.right)).toEqual([]);
});

test('a Service for it is refused too, a port behind another number is not asked', () => {
  const service = (ports: string) => `apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { ports: [${ports}] }`;
  expect(messagesOf(SSH_PORT, service('{ port: 80 }, { port: 22 }'))[0]).toContain('/Service//a spec.ports[1]: got port 22;');
  expect(messagesOf(SSH_PORT, service('{ port: 2222, targetPort: 2222 }'))).toEqual([]);
});

test('init containers are looked at too', () => {
  expect(messagesOf(SSH_PORT, edited(SSH_PORT.wrong, '  containers:', '  initContainers:'))[0]).toContain(
    'spec.initContainers[0].ports[0]',
  );
});

test('a place in a list is told by what stands before it, whatever that is', () => {
  expect(messagesOf(SSH_PORT, edited(SSH_PORT.wrong, '[{ containerPort: 22 }]', '[null, 80, { containerPort: 22 }]'))[0]).toContain(
    'ports[2]: got port 22',
  );
});
