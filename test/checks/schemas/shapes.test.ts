import {
  apiVersionsOf,
  definitionAt,
  definitionOfKind,
  isBuiltInGroup,
  kindsOf,
  knownVersions,
  servedField,
  servedKind,
} from '../../../lib/checks/schemas/shapes';
import { SCHEMA_TABLE } from '../../../lib/checks/schemas/table';
import { KubernetesVersion } from '../../../lib/model/kubernetes-version';

test('the table knows every version that manifests can be for, within a megabyte', () => {
  const minors = Object.values(KubernetesVersion).map(({ minor }: KubernetesVersion) => minor);
  expect(knownVersions()).toEqual({ since: Math.min(...minors), until: Math.max(...minors) });
  expect(SCHEMA_TABLE.length).toBeLessThan(1_000_000);
});

test('every definition that a kind leads to is there, in every version', () => {
  const missing: string[] = [];
  const { since, until } = knownVersions();
  const { kinds } = JSON.parse(SCHEMA_TABLE);
  for (let minor = since; minor <= until; minor += 1) {
    const seen = new Set<string>();
    const open = Object.keys(kinds).flatMap((v) => kindsOf(v, minor).map((kind) => definitionOfKind(v, kind, minor) ?? ''));
    for (const name of open) {
      if (seen.has(name)) continue;
      seen.add(name);
      const { fields } = definitionAt(name, minor);
      if (fields.size === 0) missing.push(`${name} 1.${minor}`);
      for (const { shape } of fields.values()) {
        let inner = shape;
        while (inner.form === 'list' || inner.form === 'map') inner = inner.of;
        if (inner.form === 'object') open.push(inner.definition);
      }
    }
    expect(seen.size).toBeGreaterThan(400);
  }
  expect(missing).toEqual([]);
});

test('fields and kinds have the versions that the release notes give them', () => {
  expect(servedField('core.v1.Container', 'restartPolicy')).toEqual([{ since: 28, until: 36 }]);
  expect(servedField('core.v1.PodResourceClaim', 'source')).toEqual([{ since: 27, until: 30 }]);
  expect(servedField('core.v1.Container', 'restart')).toEqual([]);
  expect(servedKind('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy')).toEqual([{ since: 30, until: 36 }]);
  expect(servedKind('flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema')).toEqual([{ since: 27, until: 31 }]);
  expect(apiVersionsOf('HorizontalPodAutoscaler', 34)).toEqual(['autoscaling/v1', 'autoscaling/v2']);
});

test('a field that has become optional is one field: a StatefulSet needs no Service since 1.33', () => {
  expect(servedField('apps.v1.StatefulSetSpec', 'serviceName')).toEqual([{ since: 27, until: 36 }]);
  expect(definitionAt('apps.v1.StatefulSetSpec', 32).required).toEqual(['selector', 'serviceName', 'template']);
  expect(definitionAt('apps.v1.StatefulSetSpec', 33).required).toEqual(['selector', 'template']);
});

test('groups of the API server are told from those of others', () => {
  expect(['', 'apps', 'extensions', 'networking.k8s.io'].filter((group) => !isBuiltInGroup(group))).toEqual([]);
  expect(['gateway.networking.k8s.io', 'shop.example', 'k8s.io'].filter(isBuiltInGroup)).toEqual([]);
});
