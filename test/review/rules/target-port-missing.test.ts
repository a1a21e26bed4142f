import { trafficExample } from '../../../lib/review/doors/traffic-example';
import { TARGET_PORT_MISSING } from '../../../lib/review/rules/target-port-missing';
import { effectsBy, told } from '../../support/reviewed';

const { before, after } = TARGET_PORT_MISSING;

test('the example is told in full', () => {
  expect(told(TARGET_PORT_MISSING, before, after)).toEqual([
    'error door-closed apps/Deployment/shop/orders spec.template.spec.containers[app].ports[8080/TCP].name: Service orders leads to port "http" of its pods, which no container of theirs has',
  ]);
});

test('a Service that leads elsewhere is the reason itself; a number is a warning', () => {
  expect(told(TARGET_PORT_MISSING, before, trafficExample({ ports: '[{ name: http, port: 80, targetPort: 9999 }]' }))).toEqual([
    'warning door-closed /Service/shop/orders spec.ports[80/TCP].targetPort: leads to port 9999 of its pods, which no container of theirs has',
  ]);
});

test('both in one step, what was so before, and a new Service are not told', () => {
  expect(effectsBy(TARGET_PORT_MISSING, before, trafficExample({ portName: 'web', ports: '[{ port: 80, targetPort: web }]' }))).toEqual([]);
  expect(effectsBy(TARGET_PORT_MISSING, after, after.replace('1.2.0', '1.3.0'))).toEqual([]);
  expect(effectsBy(TARGET_PORT_MISSING, '', after)).toEqual([]);
});
