import { WRONG_VALUE } from '../../../lib/checks/rules/wrong-value';
import { CLOSED_FIELDS } from '../../../lib/checks/schemas/closed-values';
import { definitionAt } from '../../../lib/checks/schemas/shapes';
import { messagesOf } from '../../support/checked';

const FIX = 'Fix: write a value that the field takes.';

const pod = (spec: string) => `{ apiVersion: v1, kind: Pod, metadata: { name: p }, spec: ${spec} }`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(WRONG_VALUE, WRONG_VALUE.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].imagePullPolicy: got "Allways"; wanted one of Always, IfNotPresent, Never. Fix: write Always.',
  ]);
  expect(messagesOf(WRONG_VALUE, WRONG_VALUE.right)).toEqual([]);
});

test.each([
  ['{ containers: [], restartPolicy: Sometimes }', 'restartPolicy: got "Sometimes"; wanted one of Always, OnFailure, Never'],
  ['{ containers: [], overhead: { cpu: 250 m } }', 'overhead.cpu: got "250 m"; wanted a quantity such as 250m or 64Mi'],
  ['{ containers: [], overhead: { memory: 1GB } }', 'overhead.memory: got "1GB"; wanted a quantity such as 250m or 64Mi'],
  ['{ containers: [], priority: 2147483648 }', 'priority: got 2147483648; wanted a number of 32 bits'],
  ['{ containers: [], activeDeadlineSeconds: 1e+19 }', 'activeDeadlineSeconds: got 10000000000000000000; wanted a number of 64 bits'],
])('%s is told in full', (spec, told) => {
  expect(messagesOf(WRONG_VALUE, pod(spec))).toEqual([`/Pod//p spec.${told}. ${FIX}`]);
});

test.each(['1', '0.5', '.5', '5.', '1e3', '1E-3', '+1', '-1', '100m', '1k', '64Mi', '1Ei', '10u', '3n'])('%s is a quantity', (cpu) => {
  expect(messagesOf(WRONG_VALUE, pod(`{ containers: [], overhead: { cpu: "${cpu}" } }`))).toEqual([]);
});

test.each(['', '.', 'm', '1K', '1mi', '1Mi5', '1e', '0x10', '1,5', '1 Gi'])('"%s" is no quantity', (cpu) => {
  expect(messagesOf(WRONG_VALUE, pod(`{ containers: [], overhead: { cpu: "${cpu}" } }`))).toHaveLength(1);
});

test('each item of a list of closed values is looked at', () => {
  const policy = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: n }
spec: { podSelector: {}, policyTypes: [Ingress, egress, 3] }
`;
  expect(messagesOf(WRONG_VALUE, policy)).toEqual([]);
  expect(messagesOf(WRONG_VALUE, policy.replace(', 3', ''))).toEqual([
    'networking.k8s.io/NetworkPolicy//n spec.policyTypes[1]: got "egress"; wanted one of Ingress, Egress. Fix: write Egress.',
  ]);
});

test('an empty text is filled in by the API server', () => {
  expect(messagesOf(WRONG_VALUE, pod('{ containers: [], restartPolicy: "" }'))).toEqual([]);
});

test('a secret that is not in base64 is not shown', () => {
  const secret = (data: string) => `{ apiVersion: v1, kind: Secret, metadata: { name: s }, data: { password: "${data}" } }`;
  expect(messagesOf(WRONG_VALUE, secret('hunter2'))).toEqual([`/Secret//s data.password: got other text; wanted text in base64. ${FIX}`]);
  expect(messagesOf(WRONG_VALUE, secret('aHVu\\ndGVyMg=='))).toEqual([]);
});

test.each([
  ['2027-01-31T08:00:00Z', 0],
  ['2027-01-31T08:00:00.25+01:00', 0],
  ['2027-01-31', 1],
  ['2027-13-31T08:00:00Z', 1],
  ['tomorrow', 1],
])('the time %s has %i faults', (time, faults) => {
  const lease = `{ apiVersion: coordination.k8s.io/v1, kind: Lease, metadata: { name: l }, spec: { renewTime: "${time}" } }`;
  expect(messagesOf(WRONG_VALUE, lease)).toHaveLength(faults);
});

test.each(CLOSED_FIELDS)('%s is a field of texts', (path) => {
  const dot = path.lastIndexOf('.');
  const shape = definitionAt(path.slice(0, dot), 36).fields.get(path.slice(dot + 1))?.shape;
  expect(shape?.form === 'list' ? shape.of : shape).toEqual({ form: 'scalar', scalar: 'text' });
});
