import { HPA_TARGET } from '../../../lib/checks/rules/hpa-target';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(HPA_TARGET, HPA_TARGET.wrong)).toEqual([
    'autoscaling/HorizontalPodAutoscaler//storefront spec.metrics[0].resource.target.averageUtilization: got 95 %; wanted a utilisation of 20 to 90 % of the request. Fix: aim at 50 to 70 %, and let the request be what a pod uses there.',
  ]);
  expect(messagesOf(HPA_TARGET, HPA_TARGET.right)).toEqual([]);
});

const target = (percent: number) => edited(HPA_TARGET.wrong, 'averageUtilization: 95', `averageUtilization: ${percent}`);

test.each([20, 60, 90])('%i %% is accepted', (percent) => {
  expect(messagesOf(HPA_TARGET, target(percent))).toEqual([]);
});

test.each([19, 91, 150])('%i %% is refused', (percent) => {
  expect(messagesOf(HPA_TARGET, target(percent))).toHaveLength(1);
});

test('memory may be used to the full', () => {
  expect(messagesOf(HPA_TARGET, edited(HPA_TARGET.wrong, 'name: cpu', 'name: memory'))).toEqual([]);
});

test('the old form is looked at too', () => {
  const old = (spec: string) => `apiVersion: autoscaling/v1\nkind: HorizontalPodAutoscaler\nmetadata: { name: a }\nspec: { ${spec} }`;
  const field = 'targetCPUUtilizationPercentage';
  expect(messagesOf(HPA_TARGET, old(`${field}: 95`))[0]).toContain(`spec.${field}: got 95 %`);
  expect(messagesOf(HPA_TARGET, old(`${field}: 19`))).toHaveLength(1);
  for (const spec of [`${field}: 20`, `${field}: 90`, 'maxReplicas: 3']) expect(messagesOf(HPA_TARGET, old(spec))).toEqual([]);
});
