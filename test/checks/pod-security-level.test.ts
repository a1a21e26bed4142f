import type { CheckSettings } from '../../lib/checks/check-settings';
import { HOST_PROBE_ADDRESS } from '../../lib/checks/rules/host-probe-address';
import { PRIVILEGE_ESCALATION } from '../../lib/checks/rules/privilege-escalation';
import { PRIVILEGED_CONTAINER } from '../../lib/checks/rules/privileged-container';
import { SYSCTLS } from '../../lib/checks/rules/sysctls';
import { KubernetesVersion } from '../../lib/model/kubernetes-version';
import { findingsOf, messagesOf } from '../support/checked';

type Level = CheckSettings['podSecurity'];

const namespace = (labels: string, name = 'bookshop') => `
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: { ${labels} } }
---`;

const enforce = (level: string) => namespace(`pod-security.kubernetes.io/enforce: ${level}`);

/** Breaks one control of each level. */
const PRIVILEGED = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront, namespace: bookshop }
spec:
  template:
    spec:
      containers:
        - { name: app, securityContext: { privileged: true } }
`;

const severities = (yaml: string, podSecurity?: Level) =>
  [PRIVILEGED_CONTAINER, PRIVILEGE_ESCALATION].map(
    (rule) => findingsOf(rule, yaml, { settings: podSecurity === undefined ? {} : { podSecurity } }).map(({ severity }) => severity)[0],
  );

describe('the level that pods have to keep', () => {
  test('is restricted where nobody says anything, and only what breaks baseline is an error', () => {
    expect(severities(PRIVILEGED)).toEqual(['error', 'warning']);
    expect(severities(namespace('team: shop') + PRIVILEGED)).toEqual(['error', 'warning']);
  });

  test('is what the namespace enforces; there the pods are refused, so what breaks it is an error', () => {
    expect(severities(enforce('restricted') + PRIVILEGED)).toEqual(['error', 'error']);
    expect(severities(enforce('baseline') + PRIVILEGED)).toEqual(['error', undefined]);
    expect(severities(enforce('privileged') + PRIVILEGED)).toEqual([undefined, undefined]);
  });

  test('is restricted where the label cannot be read, as the API server has it', () => {
    expect(severities(enforce('strict') + PRIVILEGED)).toEqual(['error', 'error']);
  });

  test('is no matter of the labels that only warn or audit, nor of another namespace', () => {
    const lax = 'pod-security.kubernetes.io/warn: privileged, pod-security.kubernetes.io/audit: privileged';
    expect(severities(namespace(lax) + PRIVILEGED)).toEqual(['error', 'warning']);
    expect(severities(namespace('pod-security.kubernetes.io/enforce: privileged', 'other') + PRIVILEGED)).toEqual(['error', 'warning']);
  });

  test('can be set; the stricter of the setting and the label counts', () => {
    expect(severities(PRIVILEGED, 'privileged')).toEqual([undefined, undefined]);
    expect(severities(PRIVILEGED, 'baseline')).toEqual(['error', undefined]);
    expect(severities(PRIVILEGED, 'restricted')).toEqual(['error', 'warning']);
    expect(severities(enforce('baseline') + PRIVILEGED, 'restricted')).toEqual(['error', 'warning']);
    expect(severities(enforce('restricted') + PRIVILEGED, 'baseline')).toEqual(['error', 'error']);
    expect(severities(enforce('privileged') + PRIVILEGED, 'baseline')).toEqual(['error', undefined]);
  });

  test('is that of the namespace "default" for pods that state none', () => {
    const lax = namespace('pod-security.kubernetes.io/enforce: privileged', 'default');
    expect(severities(lax + PRIVILEGED.replace(', namespace: bookshop', ''))).toEqual([undefined, undefined]);
  });
});

describe('the version of the standard', () => {
  const PROBE = PRIVILEGED.replace('securityContext: { privileged: true }', 'livenessProbe: { tcpSocket: { host: db, port: 1 } }');
  const found = (label: string, kubernetes: KubernetesVersion) =>
    messagesOf(HOST_PROBE_ADDRESS, namespace(label && `pod-security.kubernetes.io/enforce-version: ${label}`) + PROBE, { kubernetes })
      .length;

  test('is that of the API server, unless the namespace states one that it knows', () => {
    expect(found('', KubernetesVersion.V1_33)).toBe(0);
    expect(found('', KubernetesVersion.V1_34)).toBe(1);
    expect(found('v1.33', KubernetesVersion.V1_36)).toBe(0);
    expect(found('v1.34', KubernetesVersion.V1_36)).toBe(1);
    expect(found('v1.36', KubernetesVersion.V1_33)).toBe(0);
  });

  test.each(['latest', '"1.33"', 'v1.033', 'v2.0'])('is that of the API server for the label %s', (label) => {
    expect(found(label, KubernetesVersion.V1_34)).toBe(1);
  });

  test('is read as 1.27 where it is older', () => {
    const old = namespace('pod-security.kubernetes.io/enforce-version: v1.20');
    const yaml = (name: string) => `${old}
apiVersion: v1
kind: Pod
metadata: { name: storefront, namespace: bookshop }
spec: { securityContext: { sysctls: [{ name: ${name} }] } }
`;
    expect(messagesOf(SYSCTLS, yaml('net.ipv4.ip_local_reserved_ports'))).toEqual([]);
    expect(messagesOf(SYSCTLS, yaml('net.ipv4.tcp_fin_timeout'))).toEqual([
      '/Pod/bookshop/storefront spec.securityContext.sysctls[0].name: got the kernel parameter "net.ipv4.tcp_fin_timeout" in version 1.27 of the standard; wanted a parameter that the standard calls safe. Fix: remove it, or set it on the nodes.',
    ]);
  });
});
