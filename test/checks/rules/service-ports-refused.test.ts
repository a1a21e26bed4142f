import { SERVICE_PORTS_REFUSED } from '../../../lib/checks/rules/service-ports-refused';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(SERVICE_PORTS_REFUSED, SERVICE_PORTS_REFUSED.wrong)).toEqual([
    '/Service//storefront spec.ports[0].targetPort: got "storefront_http"; wanted a name of 15 letters, digits and - at the most, with a letter, as containers give their ports. Fix: rename the port, here and at the container.',
  ]);
  expect(messagesOf(SERVICE_PORTS_REFUSED, SERVICE_PORTS_REFUSED.right)).toEqual([]);
});

const ports = (text: string) =>
  messagesOf(SERVICE_PORTS_REFUSED, edited(SERVICE_PORTS_REFUSED.right, '[{ port: 80, targetPort: http }]', `[${text}]`));

test.each([
  ['{ port: 80, targetPort: "8080" }', 'targetPort: got "8080"; wanted a name'],
  ['{ port: 80, targetPort: a-name-of-16-abc }', 'targetPort: got "a-name-of-16-abc"; wanted a name'],
  ['{ port: 80, targetPort: 65536 }', 'targetPort: got 65536; wanted a number from 1 to 65535'],
  ['{ port: 80, name: a.b }', 'name: got "a.b"; wanted a name of 63'],
  ['{ port: 80, name: HTTP }', 'name: got "HTTP"; wanted a name of 63'],
])('%s is refused', (text, told) => {
  expect(ports(text)).toEqual([expect.stringContaining(`spec.ports[0].${told}`)]);
});

test.each([
  '{ port: 80 }',
  '{ port: 80, targetPort: 0 }',
  '{ port: 80, targetPort: 65535 }',
  '{ port: 80, name: 80-http }',
  '{ port: 80, targetPort: a-name-of-15-ab, name: "" }',
])('%s is accepted', (text) => {
  expect(ports(text)).toEqual([]);
});

test('each of several ports has a name', () => {
  expect(ports('{ port: 80, name: http }, { port: 81 }')).toEqual([
    expect.stringContaining('spec.ports[1].name: got none; wanted a name on each'),
  ]);
  expect(ports('{ port: 80, name: http }, { port: 81, name: admin }')).toEqual([]);
});
