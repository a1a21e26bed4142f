import { INVALID_OBJECT } from '../../../lib/review/rules/invalid-object';
import { effectsBy } from '../../support/reviewed';

const object = (apiVersion: string, kind: string, spec: string, name = 'it'): string =>
  `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: ${name} }, spec: ${spec} }`;
const summaries = (yaml: string): string[] => effectsBy(INVALID_OBJECT, '', yaml).map(({ summary }) => summary);
const pod = (container: string, more = ''): string =>
  object('v1', 'Pod', `{ containers: [{ name: app, image: "a:1", ${container} }]${more} }`);
const cron = (schedule: string): string =>
  object(
    'batch/v1',
    'CronJob',
    `{ schedule: "${schedule}", jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: "a:1" }] } } } } }`,
  );
const ingress = (path: string, type = 'Prefix'): string =>
  object(
    'networking.k8s.io/v1',
    'Ingress',
    `{ rules: [{ http: { paths: [{ path: "${path}", pathType: ${type}, backend: { service: { name: a, port: { number: 80 } } } }] } }] }`,
  );
const policy = (port: string): string =>
  object('networking.k8s.io/v1', 'NetworkPolicy', `{ podSelector: {}, ingress: [{ ports: [{ ${port} }] }] }`);

const set = (name: string): string =>
  object(
    'apps/v1',
    'StatefulSet',
    '{ serviceName: a, selector: { matchLabels: { app: a } }, template: { metadata: { labels: { app: a } }, spec: { containers: [{ name: a, image: "a:1" }] } } }',
    name,
  );

test.each<[string, string, string]>([
  [
    'a budget that says both',
    object('policy/v1', 'PodDisruptionBudget', '{ minAvailable: 1, maxUnavailable: 1, selector: {} }'),
    'spec.maxUnavailable is maxUnavailable beside minAvailable, where one of minAvailable or maxUnavailable is wanted',
  ],
  [
    'a schedule at hour 25',
    cron('0 25 * * *'),
    'spec.schedule is "0 25 * * *", where a schedule of five fields, or a macro such as @daily is wanted',
  ],
  ['a path without its slash', ingress('cart'), 'spec.rules[0].http.paths[0].path is "cart", where a path that begins with / is wanted'],
  [
    'a range of ports that ends before it begins',
    policy('port: 90, endPort: 80'),
    'spec.ingress[0].ports[0].endPort is 80, after port 90, where a number from port to 65535 is wanted',
  ],
  [
    'a range from a name',
    policy('port: http, endPort: 80'),
    'spec.ingress[0].ports[0].endPort is 80 beside port "http", where a port that is a number beside it is wanted',
  ],
  [
    'a count below none',
    object('batch/v1', 'Job', '{ parallelism: -1, template: { spec: { restartPolicy: Never, containers: [{ name: a, image: "a:1" }] } } }'),
    'spec.parallelism is -1, where a number from 0 is wanted',
  ],
  [
    'a mount of no volume',
    pod('volumeMounts: [{ name: data, mountPath: /data }]'),
    'spec.containers[0].volumeMounts[0].name is "data", where a volume of the pod, or a claim template of its StatefulSet is wanted',
  ],
  [
    'a probe with two ways to ask',
    pod('readinessProbe: { httpGet: { port: 80 }, tcpSocket: { port: 80 } }'),
    'spec.containers[0].readinessProbe.tcpSocket is tcpSocket beside httpGet, where one of exec, httpGet, tcpSocket or grpc is wanted',
  ],
  [
    'the name of a StatefulSet with a dot, which no host of its pods could bear',
    set('orders.db'),
    'metadata.name is "orders.db", where lower-case letters, digits and -, at most 52 characters is wanted',
  ],
  [
    'a variable that is there twice',
    pod('env: [{ name: A, value: "1" }, { name: A, value: "2" }]'),
    'spec.containers[0].env[1] is A a second time, where each of them once is wanted',
  ],
  [
    'a port that is there twice',
    pod('ports: [{ containerPort: 80 }, { containerPort: 80, protocol: TCP }]'),
    'spec.containers[0].ports[1] is 80/TCP a second time, where each of them once is wanted',
  ],
  [
    'a path of a controller without its slash',
    ingress('cart*', 'ImplementationSpecific'),
    'spec.rules[0].http.paths[0].path is "cart*", where a path that begins with / is wanted',
  ],
  [
    'a toleration of a value and of any value',
    pod('tty: false', ', tolerations: [{ key: pool, operator: Exists, value: sale }]'),
    'spec.tolerations[0].value is "sale" beside Exists, where no value, or Equal is wanted',
  ],
  [
    'a volume that is there twice',
    pod('tty: false', ', volumes: [{ name: v, emptyDir: {} }, { name: v, emptyDir: {} }]'),
    'spec.volumes[1].name is "v" a second time, where each once is wanted',
  ],
])('%s is refused', (_, yaml, summary) => {
  expect(summaries(yaml)).toEqual([`is refused: ${summary}`]);
});

test.each<[string, string]>([
  ['a schedule that never comes round', cron('0 0 30 2 *')],
  ['a macro', cron('@daily')],
  ['the name of a StatefulSet that is too long for its pods', set('a'.repeat(60))],
  ['a path of a controller that says none', ingress('', 'ImplementationSpecific').replace('path: "", ', '')],
  ['an interval', cron('@every 90m')],
  ['a path of a controller', ingress('/cart*', 'ImplementationSpecific')],
  ['a range of ports', policy('port: 80, endPort: 90')],
  ['a port for two protocols', pod('ports: [{ containerPort: 53 }, { containerPort: 53, protocol: UDP }]')],
  ['a mount of a volume', pod('volumeMounts: [{ name: v, mountPath: /data }]', ', volumes: [{ name: v, emptyDir: {} }]')],
  ['a count of a custom resource', object('shop.example/v1', 'Cart', '{ replicas: -1 }')],
])('%s is taken', (_, yaml) => {
  expect(summaries(yaml)).toEqual([]);
});

test('a claim template is a volume too', () => {
  const set = `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: it }
spec:
  serviceName: it
  selector: { matchLabels: { app: it } }
  template:
    metadata: { labels: { app: it } }
    spec: { containers: [{ name: app, image: "a:1", volumeMounts: [{ name: data, mountPath: /data }] }] }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
`;
  expect(summaries(set)).toEqual([]);
  expect(summaries(set.replace('{ name: data }\n', '{ name: other }\n'))).toEqual([
    'is refused: spec.template.spec.containers[0].volumeMounts[0].name is "data", where a volume of the pod, or a claim template of its StatefulSet is wanted',
  ]);
});
