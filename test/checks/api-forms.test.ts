import { formInstead, historyOf } from '../../lib/checks/api-forms';
import { API_LIFECYCLE } from '../../lib/checks/api-lifecycle-table';
import { API } from '../../lib/checks/packs/api';
import { SCHEMA } from '../../lib/checks/packs/schema';
import { runRules } from '../../lib/checks/runner';
import { definitionOfKind } from '../../lib/checks/schemas/shapes';
import { manifestOf } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { KubernetesVersion } from '../../lib/model/kubernetes-version';

const VERSIONS = Array.from({ length: 10 }, (_, i) => KubernetesVersion.of(`1.${27 + i}`));
const FORMS = Object.entries(API_LIFECYCLE).map(([form, [introduced, , removed]]) => {
  const slash = form.lastIndexOf('/');
  return { apiVersion: form.slice(0, slash), kind: form.slice(slash + 1), introduced, removed };
});

const REFUSALS = new Set(['unknown-kind', 'removed-api', 'future-api']);

/** The rules that refuse an object for its form alone. */
function refusals(apiVersion: string, kind: string, kubernetes: KubernetesVersion): string[] {
  const manifests = new ManifestSet([manifestOf({ apiVersion, kind, metadata: { name: 'it' } })]);
  const found = runRules([...API.rules, ...SCHEMA.rules], { manifests, kubernetes, settings: {} });
  return found.map(({ rule }) => rule).filter((rule) => REFUSALS.has(rule));
}

test.each(FORMS)('$apiVersion $kind gets one refusal of every version outside of its time, and none within', (form) => {
  const { apiVersion, kind, introduced, removed } = form;
  for (const version of VERSIONS) {
    const expected = version.minor < introduced ? ['future-api'] : removed > 0 && version.minor >= removed ? ['removed-api'] : [];
    expect([version.text, ...refusals(apiVersion, kind, version)]).toEqual([version.text, ...expected]);
  }
});

test('what the published schemas say of a form is what its lifecycle says, at every version', () => {
  const differing = FORMS.flatMap(({ apiVersion, kind, introduced, removed }) =>
    VERSIONS.filter(({ minor }) => {
      const alive = minor >= introduced && (removed === 0 || minor < removed);
      return alive !== (definitionOfKind(apiVersion, kind, minor) !== undefined);
    }).map(({ text }) => `${apiVersion} ${kind} at ${text}`),
  );
  expect(differing).toEqual([]);
});

test('a form that has no lifecycle but was published is told of with the versions that were', () => {
  expect(historyOf('networking.k8s.io/v1alpha1', 'ServiceCIDR')).toEqual({ introduced: 29, removed: 31 });
  const at = (text: string) => refusals('networking.k8s.io/v1alpha1', 'ServiceCIDR', KubernetesVersion.of(text));
  expect([at('1.28'), at('1.29'), at('1.30'), at('1.31')]).toEqual([['future-api'], [], [], ['removed-api']]);
});

test('nothing is known of a form that nobody made, whatever it is called', () => {
  for (const [apiVersion, kind] of [
    ['apps/v1', 'Shop'],
    ['constructor', 'x'],
    ['v1', 'toString'],
  ] as const)
    expect([historyOf(apiVersion, kind), formInstead(apiVersion, kind, 34)]).toEqual([{}, undefined]);
});

test('a replacement that has gone itself is passed over for its own', () => {
  const instead = (minor: number) => formInstead('flowcontrol.apiserver.k8s.io/v1beta1', 'FlowSchema', minor);
  expect([27, 28, 29, 31, 32].map(instead)).toEqual([
    'flowcontrol.apiserver.k8s.io/v1beta3',
    'flowcontrol.apiserver.k8s.io/v1beta3',
    'flowcontrol.apiserver.k8s.io/v1',
    'flowcontrol.apiserver.k8s.io/v1',
    'flowcontrol.apiserver.k8s.io/v1',
  ]);
});

test('without a stated replacement the most stable form of the group is named, and none that is on its way out', () => {
  expect(formInstead('admissionregistration.k8s.io/v1beta1', 'ValidatingAdmissionPolicy', 34)).toBe('admissionregistration.k8s.io/v1');
  expect(formInstead('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', 29)).toBe('admissionregistration.k8s.io/v1beta1');
  expect(formInstead('resource.k8s.io/v1beta1', 'DeviceClass', 35)).toBe('resource.k8s.io/v1');
  expect(formInstead('resource.k8s.io/v1', 'DeviceClass', 33)).toBe('resource.k8s.io/v1beta2');
  expect(formInstead('coordination.k8s.io/v1beta1', 'LeaseCandidate', 36)).toBeUndefined();
  expect(formInstead('policy/v1beta1', 'PodSecurityPolicy', 34)).toBeUndefined();
});
