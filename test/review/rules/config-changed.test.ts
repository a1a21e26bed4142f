import { CONFIG_CHANGED } from '../../../lib/review/rules/config-changed';
import { allTold, effectsBy, told } from '../../support/reviewed';

const config = (value: string, more = ''): string =>
  `{ apiVersion: v1, kind: ConfigMap, metadata: { name: settings, namespace: shop }, data: { LEVEL: "${value}", OTHER: "1" }${more} }\n`;

/** A workload whose container and volumes read settings in some way. */
const reader = (name: string, container: string, volumes = '', more = ''): string => `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} }${more} }
    spec: { containers: [{ name: app, image: "a:1", ${container} }]${volumes} }
`;
const whole = 'envFrom: [{ configMapRef: { name: settings } }]';
const key = (of: string): string => `env: [{ name: A, valueFrom: { configMapKeyRef: { name: settings, key: ${of} } } }]`;
const mount = (more = ''): string => `volumeMounts: [{ name: v, mountPath: /etc/settings${more} }]`;
const volume = ', volumes: [{ name: v, configMap: { name: settings } }]';
const summaries = (readers: string, after = readers): string[] =>
  effectsBy(CONFIG_CHANGED, config('info') + readers, config('debug') + after).map(({ severity, summary }) => `${severity}: ${summary}`);

test('the example is told in full, as one effect', () => {
  const { before, after } = CONFIG_CHANGED;
  expect(allTold(before, after)).toEqual([
    'config-changed warning rotated /ConfigMap/shop/storefront data.CHECKOUT_MODE: storefront keeps the old value until the pods restart',
  ]);
  expect(effectsBy(CONFIG_CHANGED, before, after)[0]?.recipe).toEqual([
    'kubectl rollout restart deployment storefront -n shop',
    'so that the next change rolls them by itself: put a hash of the content into the name of the object, or into an annotation of the pod template',
  ]);
});

test.each<[string, string, string]>([
  ['variables', reader('a', whole), 'warning: a keeps the old value until the pods restart'],
  ['a variable', reader('a', key('LEVEL')), 'warning: a keeps the old value until the pods restart'],
  ['a variable of another key', reader('a', key('OTHER')), 'note: no pod of these manifests reads it'],
  ['files', reader('a', mount(), volume), 'note: files in a follow within about a minute'],
  ['a file under a subPath', reader('a', mount(', subPath: LEVEL'), volume), 'warning: a keeps the old value until the pods restart'],
  [
    'files of another key',
    reader('a', mount(), ', volumes: [{ name: v, configMap: { name: settings, items: [{ key: OTHER, path: o }] } }]'),
    'note: no pod of these manifests reads it',
  ],
  [
    'a projected file',
    reader(
      'a',
      mount(),
      ', volumes: [{ name: v, projected: { sources: [{ configMap: { name: settings, items: [{ key: LEVEL, path: l }] } }] } }]',
    ),
    'note: files in a follow within about a minute',
  ],
  [
    'both ways',
    `${reader('a', whole)}${reader('b', mount(), volume)}${reader('c', whole)}`,
    'warning: a and c keep the old value until the pods restart; files in b follow within about a minute',
  ],
  ['another name', reader('a', whole.replace('settings', 'others')), 'note: no pod of these manifests reads it'],
])('pods that read it by %s', (_, readers, summary) => {
  expect(summaries(readers)).toEqual([summary]);
});

test('pods that the same change replaces have the new value, new ones too', () => {
  const summary = 'note: the pods of a are replaced by this change and start with the new value';
  expect(summaries(reader('a', whole), reader('a', whole, '', ', annotations: { checksum: x }'))).toEqual([summary]);
  expect(summaries('', reader('a', whole))).toEqual([summary]);
  const refused = reader('a', whole).replaceAll('app: a', 'app: b');
  expect(summaries(reader('a', whole), refused)).toEqual(['warning: a keeps the old value until the pods restart']);
});

test('a CronJob reads it with its next run, a Job only when it is made anew', () => {
  const job = (kind: string, spec: string): string =>
    `---\n{ apiVersion: batch/v1, kind: ${kind}, metadata: { name: a, namespace: shop }, spec: ${spec} }\n`;
  const template = `{ spec: { restartPolicy: Never, containers: [{ name: app, image: "a:1", ${whole} }] } }`;
  expect(summaries(job('CronJob', `{ schedule: "1 1 * * *", jobTemplate: { spec: { template: ${template} } } }`))).toEqual([
    'note: the next run of a has the new value',
  ]);
  const once = job('Job', `{ template: ${template} }`);
  expect(summaries(once)).toEqual(['note: a had the old value, and has the new one when it is made anew']);
});

test('labels, and what is new or gone, are no other content', () => {
  expect(told(CONFIG_CHANGED, config('info'), config('info').replace('namespace: shop', 'namespace: shop, labels: { a: b }'))).toEqual([]);
  expect(told(CONFIG_CHANGED, '', config('info'))).toEqual([]);
  expect(told(CONFIG_CHANGED, config('info'), '')).toEqual([]);
});
