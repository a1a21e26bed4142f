import { KubernetesVersion } from '../../../lib/model/kubernetes-version';
import { API_NOT_SERVED } from '../../../lib/review/rules/api-not-served';
import { allTold, effectsBy, told } from '../../support/reviewed';

const object = (apiVersion: string, kind: string): string => `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: it } }`;

test('the example is told in full, as one effect', () => {
  const [effect] = effectsBy(API_NOT_SERVED, API_NOT_SERVED.before, API_NOT_SERVED.after);
  expect(effect?.recipe).toEqual(['write it as policy/v1']);
  expect(allTold(API_NOT_SERVED.before, API_NOT_SERVED.after)).toEqual([
    'api-not-served error removed-api policy/PodDisruptionBudget/shop/storefront apiVersion: is refused: Kubernetes 1.34 does not serve policy/v1beta1 PodDisruptionBudget, removed in 1.25',
  ]);
});

test('what is not there yet and what nobody knows is not served either', () => {
  expect(told(API_NOT_SERVED, '', object('storage.k8s.io/v1', 'VolumeAttributesClass'), KubernetesVersion.V1_33)).toEqual([
    'error removed-api storage.k8s.io/VolumeAttributesClass//it apiVersion: is refused: Kubernetes 1.33 does not serve storage.k8s.io/v1 VolumeAttributesClass, introduced in 1.34',
  ]);
  expect(told(API_NOT_SERVED, '', object('apps/v1', 'Deploymint'))).toEqual([
    'error removed-api apps/Deploymint//it kind: is refused: Kubernetes 1.34 does not serve Deploymint of apps/v1',
  ]);
});

test('what does not change, goes, or has its definition elsewhere is not told', () => {
  const gone = object('policy/v1beta1', 'PodDisruptionBudget');
  expect(told(API_NOT_SERVED, gone, gone)).toEqual([]);
  expect(told(API_NOT_SERVED, gone, '')).toEqual([]);
  expect(told(API_NOT_SERVED, '', object('shop.example/v1', 'Cart'))).toEqual([]);
});
