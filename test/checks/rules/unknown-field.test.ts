import { UNKNOWN_FIELD } from '../../../lib/checks/rules/unknown-field';
import { messagesOf } from '../../support/checked';

const pod = (spec: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec: ${spec}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(UNKNOWN_FIELD, UNKNOWN_FIELD.wrong)).toEqual([
    'apps/Deployment//storefront spec.replica: got an unknown field; wanted a field of DeploymentSpec in Kubernetes 1.34. Fix: write replicas.',
  ]);
  expect(messagesOf(UNKNOWN_FIELD, UNKNOWN_FIELD.right)).toEqual([]);
});

test.each(['containers', 'initContainers', 'ephemeralContainers'])('a field in %s is looked at', (list) => {
  expect(messagesOf(UNKNOWN_FIELD, pod(`{ ${list}: [{ name: app, imagePullpolicy: Always }] }`))).toEqual([
    `/Pod//storefront spec.${list}[0].imagePullpolicy: got an unknown field; wanted a field of ${list === 'ephemeralContainers' ? 'EphemeralContainer' : 'Container'} in Kubernetes 1.34. Fix: write imagePullPolicy.`,
  ]);
});

test('a field that resembles none is told without a guess', () => {
  expect(messagesOf(UNKNOWN_FIELD, pod('{ containers: [], shop: true }'))).toEqual([
    '/Pod//storefront spec.shop: got an unknown field; wanted a field of PodSpec in Kubernetes 1.34. Fix: correct its name, move it to where it belongs, or remove it.',
  ]);
});

test.each(['constructor', 'toString', 'hasOwnProperty'])('%s, which every object inherits, is unknown', (field) => {
  expect(messagesOf(UNKNOWN_FIELD, pod(`{ containers: [], ${field}: 1 }`))).toHaveLength(1);
});

test('maps take any key, and what is of another type is not looked into', () => {
  expect(messagesOf(UNKNOWN_FIELD, pod('{ containers: [], nodeSelector: { shop: "1" }, securityContext: [{ shop: 1 }] }'))).toEqual([]);
});
