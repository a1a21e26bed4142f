import type { AnyManifest } from '../support/synthesis';
import { strictValidator } from './strict-validator';

const VERSIONS = ['1.27', '1.31', '1.34', '1.36'];

/** A valid Pod, but for what is added to its container. */
function pod(container: object = {}): AnyManifest {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [{ name: 'c', image: 'i:1', ...container }] } };
}

describe.each(VERSIONS)('the validator for Kubernetes %s', (version) => {
  const faultsOf = strictValidator(version);

  test('accepts a valid Pod', () => {
    expect(faultsOf(pod({ ports: [{ containerPort: 80 }], resources: { limits: { cpu: 1, memory: '1Gi' } } }))).toEqual([]);
  });

  test('refuses an unknown field', () => {
    expect(faultsOf(pod({ imagePolicy: 'Always' }))).toEqual(['/spec/containers/0 must NOT have additional properties imagePolicy']);
  });

  test('refuses a field in the spelling of TypeScript', () => {
    const service = { apiVersion: 'v1', kind: 'Service', metadata: {}, spec: { clusterIp: 'None' } };
    expect(faultsOf(service)).toEqual(['/spec must NOT have additional properties clusterIp']);
  });

  test('refuses a text for a boolean, a fraction for a count and a null', () => {
    const container = { tty: 'yes', ports: [{ containerPort: 80.5 }], workingDir: null };
    expect(faultsOf(pod(container))).toEqual([
      '/spec/containers/0/ports/0/containerPort must be integer',
      '/spec/containers/0/tty must be boolean',
      '/spec/containers/0/workingDir must be string',
    ]);
  });

  test('refuses a missing required field, a missing kind of object and a status', () => {
    expect(faultsOf(pod({ name: undefined }))).toEqual(["/spec/containers/0 must have required property 'name'"]);
    expect(faultsOf({ apiVersion: 'v1', kind: 'Pods', metadata: {} })).toEqual([`${version} does not know v1 Pods`]);
    expect(faultsOf({ ...pod(), status: {} })).toEqual(['/ must NOT have additional properties status']);
  });

  test('refuses unknown, mistyped and missing fields of a custom resource and of its metadata', () => {
    const kind = { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject' };
    expect(faultsOf({ ...kind, metadata: {}, spec: { scaleTargetRef: { name: 'w' }, triggers: [] } })).toEqual([]);
    expect(faultsOf({ ...kind, metadata: { label: {} }, spec: { minReplicaCount: '1', max: 2, triggers: [] } })).toEqual([
      '/metadata must NOT have additional properties label',
      '/spec must NOT have additional properties max',
      "/spec must have required property 'scaleTargetRef'",
      '/spec/minReplicaCount must be integer',
    ]);
  });

  test('refuses a value that is not of an enumeration', () => {
    const route = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: {},
      spec: { rules: [{ filters: [{ type: 'Rewrite' }] }] },
    };
    expect(faultsOf(route)).toEqual(['/spec/rules/0/filters/0/type must be equal to one of the allowed values']);
  });
});

describe('a field newer than the target version', () => {
  const NEWER: readonly (readonly [string, AnyManifest, string, string])[] = [
    ['the native sleep', pod({ lifecycle: { preStop: { sleep: { seconds: 5 } } } }), '1.27', '1.31'],
    ['the native sidecar', pod({ restartPolicy: 'Always' }), '1.27', '1.31'],
    ['the stop signal', pod({ lifecycle: { stopSignal: 'SIGINT' } }), '1.31', '1.34'],
  ];

  test.each(NEWER)('%s is refused before it and accepted after it', (_name, object, before, after) => {
    expect(strictValidator(before)(object)).toEqual([expect.stringContaining('must NOT have additional properties')]);
    expect(strictValidator(after)(object)).toEqual([]);
  });
});
