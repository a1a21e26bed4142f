import { READINESS_PROBE } from '../../../lib/checks/rules/readiness-probe';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(READINESS_PROBE, READINESS_PROBE.wrong)).toEqual([
    'apps/Deployment//storefront spec.template.spec.containers[0]: got container "app" without one; wanted a readinessProbe on the container that a Service sends requests to. Fix: ask something that is true once the container can serve.',
  ]);
  expect(messagesOf(READINESS_PROBE, READINESS_PROBE.right)).toEqual([]);
});

test('pods that no Service selects need none', () => {
  expect(messagesOf(READINESS_PROBE, edited(READINESS_PROBE.wrong, 'selector: { app: storefront }', 'selector: { app: other }'))).toEqual(
    [],
  );
});

test('a Service of another namespace selects nothing here', () => {
  expect(
    messagesOf(
      READINESS_PROBE,
      edited(
        READINESS_PROBE.wrong,
        'kind: Service\nmetadata: { name: storefront }',
        'kind: Service\nmetadata: { name: storefront, namespace: other }',
      ),
    ),
  ).toEqual([]);
});

const CONTAINERS = '- { name: app, image: registry.example/storefront:2.4.1, ports: [{ name: http, containerPort: 8080 }] }';

test('only the container whose port is asked has to have one', () => {
  const exporter = `${CONTAINERS}\n        - { name: exporter, image: registry.example/exporter:1, ports: [{ name: metrics, containerPort: 9090 }] }`;
  const messages = messagesOf(READINESS_PROBE, edited(READINESS_PROBE.wrong, CONTAINERS, exporter));
  expect(messages).toHaveLength(1);
  expect(messages[0]).toContain('"app"');
});

test('every main container has to have one where the port of the Service is declared by none', () => {
  const two = "- { name: app, image: 'a:1' }\n        - { name: other, image: 'b:1' }";
  expect(messagesOf(READINESS_PROBE, edited(READINESS_PROBE.wrong, CONTAINERS, two))).toHaveLength(2);
});

test('the port of a Service without targetPort is the port of the container', () => {
  const byPort = edited(
    edited(READINESS_PROBE.wrong, 'port: 80, targetPort: http', 'port: 8080'),
    CONTAINERS,
    `${CONTAINERS}\n        - { name: other, image: 'b:1' }`,
  );
  expect(messagesOf(READINESS_PROBE, byPort)).toHaveLength(1);
});

test('an init container serves nobody, a sidecar does', () => {
  const beside = (policy: string) =>
    edited(
      READINESS_PROBE.right,
      '      containers:',
      `      initContainers: [{ name: proxy, image: 'p:1', ${policy}ports: [{ name: http, containerPort: 8080 }] }]\n      containers:`,
    );
  expect(messagesOf(READINESS_PROBE, beside(''))).toEqual([]);
  expect(messagesOf(READINESS_PROBE, beside('restartPolicy: Always, '))).toHaveLength(1);
});
