import { NODE_PORT } from '../../../lib/checks/rules/node-port';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(NODE_PORT, NODE_PORT.wrong)).toEqual([
    '/Service//storefront spec.type: got NodePort; wanted ClusterIP behind the edge. Fix: use ClusterIP, and a route of the edge for what is public.',
  ]);
  expect(messagesOf(NODE_PORT, NODE_PORT.right)).toEqual([]);
});

test('nothing means ClusterIP', () => {
  expect(messagesOf(NODE_PORT, edited(NODE_PORT.wrong, 'type: NodePort, ', ''))).toEqual([]);
});
