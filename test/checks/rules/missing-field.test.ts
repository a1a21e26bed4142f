import { MISSING_FIELD } from '../../../lib/checks/rules/missing-field';
import { messagesOf } from '../../support/checked';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(MISSING_FIELD, MISSING_FIELD.wrong)).toEqual([
    '/Service//storefront spec.ports[0].port: got nothing; wanted a whole number: ServicePort needs it. Fix: add the field.',
  ]);
  expect(messagesOf(MISSING_FIELD, MISSING_FIELD.right)).toEqual([]);
});

test('each required field is told with its type', () => {
  expect(messagesOf(MISSING_FIELD, '{ apiVersion: apps/v1, kind: Deployment, metadata: { name: d }, spec: {} }')).toEqual([
    'apps/Deployment//d spec.selector: got nothing; wanted an object: DeploymentSpec needs it. Fix: add the field.',
    'apps/Deployment//d spec.template: got nothing; wanted an object: DeploymentSpec needs it. Fix: add the field.',
  ]);
  expect(messagesOf(MISSING_FIELD, '{ apiVersion: v1, kind: Pod, metadata: { name: p }, spec: { initContainers: [{}] } }')).toEqual([
    '/Pod//p spec.containers: got nothing; wanted a list: PodSpec needs it. Fix: add the field.',
    '/Pod//p spec.initContainers[0].name: got nothing; wanted text: Container needs it. Fix: add the field.',
  ]);
});

test('a required field that is null is there, of the wrong type', () => {
  expect(messagesOf(MISSING_FIELD, '{ apiVersion: v1, kind: Pod, metadata: { name: p }, spec: { containers: null } }')).toEqual([]);
});
