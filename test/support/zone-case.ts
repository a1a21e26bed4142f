import type { PaymentZone } from '../../lib/checks/check-settings';
import type { Rule } from '../../lib/checks/rule';
import { findingsOf } from './checked';

/** A pod in the namespace `shop` with the label `app`. */
export function pod(name: string, { namespace = 'shop', labels = '', spec = 'containers: [{ name: app }]' } = {}): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: ${namespace}, labels: { app: ${name}${labels} } }
spec: { ${spec} }
`;
}

/** A pod that bears the label of the payment zone. */
export function zonePod(name: string, { namespace = 'shop', spec = 'containers: [{ name: app }]' } = {}): string {
  return pod(name, { namespace, spec, labels: ', cdk8s-shop/zone: payment' });
}

/** A NetworkPolicy over the pods of a name. */
export function policyOver(name: string, rest: string, namespace = 'shop'): string {
  return `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: ${namespace} }
spec: { podSelector: { matchLabels: { app: ${name} } }, ${rest} }
`;
}

/** `object field: got` of each finding, where this was agreed for the zone. */
export function zoneFindings(rule: Rule, paymentZone: PaymentZone | undefined, ...objects: string[]): string[] {
  return findingsOf(rule, objects.join('---'), { settings: { paymentZone } }).map(({ object, field, got }) => `${object} ${field}: ${got}`);
}
