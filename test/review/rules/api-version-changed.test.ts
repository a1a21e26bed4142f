import { API_VERSION_CHANGED } from '../../../lib/review/rules/api-version-changed';
import { told } from '../../support/reviewed';

test('the example is told in full', () => {
  expect(told(API_VERSION_CHANGED, API_VERSION_CHANGED.before, API_VERSION_CHANGED.after)).toEqual([
    'note no-restart autoscaling/HorizontalPodAutoscaler/shop/storefront apiVersion: is written as autoscaling/v2 instead of autoscaling/v1, and is the same object as before',
  ]);
});

test('a version that is not served, and a new object, are told by others', () => {
  const { before, after } = API_VERSION_CHANGED;
  expect(told(API_VERSION_CHANGED, before, after.replace('autoscaling/v2', 'autoscaling/v2beta2'))).toEqual([]);
  expect(told(API_VERSION_CHANGED, '', after)).toEqual([]);
});
