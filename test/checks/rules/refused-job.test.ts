import { REFUSED_JOB } from '../../../lib/checks/rules/refused-job';
import { KubernetesVersion } from '../../../lib/model/kubernetes-version';
import { messagesOf } from '../../support/checked';

const object = (text: string): string => {
  const [kind = '', ...spec] = text.split(' ');
  const job = `spec: { ${spec.join(' ')} }`;
  return `{ apiVersion: batch/v1, kind: ${kind}, metadata: { name: it }, ${kind === 'Job' ? job : `spec: { jobTemplate: { ${job} } }`} }`;
};

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(REFUSED_JOB, REFUSED_JOB.wrong)).toEqual([
    'batch/Job//reindex spec.completions: got none in the mode Indexed; wanted how many indexes there are. Fix: add completions.',
  ]);
  expect(messagesOf(REFUSED_JOB, REFUSED_JOB.right)).toEqual([]);
});

const told = (text: string): string[] => messagesOf(REFUSED_JOB, object(text)).map((line) => line.replace(/^\S+ (.*)\. Fix.*$/, '$1'));

test.each([
  [
    'Job selector: { matchLabels: { app: a } }',
    'spec.selector: got {"matchLabels":{"app":"a"}} without manualSelector; wanted none, for the API server makes one for each Job',
  ],
  [
    'Job selector: { matchExpressions: [{ key: app, operator: Exists }] }',
    'spec.selector: got {"matchExpressions":[{"key":"app","operator":"Exists"}]} without manualSelector; wanted none, for the API server makes one for each Job',
  ],
  ['Job manualSelector: true', 'spec.selector: got none beside manualSelector; wanted labels of its own template'],
  [
    'Job manualSelector: true, selector: { matchLabels: { app: a } }',
    'spec.selector: got {"matchLabels":{"app":"a"}}; wanted labels of its own template',
  ],
  ['CronJob selector: {}', 'spec.jobTemplate.spec.selector: got {}; wanted none, for each Job of a CronJob gets one'],
  ['CronJob manualSelector: true', 'spec.jobTemplate.spec.manualSelector: got true; wanted none, for each Job of a CronJob gets one'],
  ['CronJob completionMode: Indexed', 'spec.jobTemplate.spec.completions: got none in the mode Indexed; wanted how many indexes there are'],
  [
    'Job backoffLimitPerIndex: 1',
    'spec.backoffLimitPerIndex: got backoffLimitPerIndex without indexes; wanted completionMode: Indexed beside it',
  ],
  ['Job successPolicy: {}', 'spec.successPolicy: got successPolicy without indexes; wanted completionMode: Indexed beside it'],
  [
    'Job completionMode: Indexed, completions: 3, maxFailedIndexes: 1',
    'spec.backoffLimitPerIndex: got none beside maxFailedIndexes; wanted how often an index may fail',
  ],
  [
    'Job podFailurePolicy: {}, template: { spec: { restartPolicy: OnFailure } }',
    'spec.podFailurePolicy: got it beside restartPolicy: OnFailure; wanted restartPolicy: Never',
  ],
])('%s is told', (text, message) => {
  expect(told(text)).toEqual([message]);
});

test.each([
  'Job completionMode: Indexed',
  'Job completionMode: Indexed, completions: 3, backoffLimitPerIndex: 1, maxFailedIndexes: 1, successPolicy: {}',
  'Job selector: {}',
  'Job selector: { matchLabels: { batch.kubernetes.io/controller-uid: a } }',
  'Job manualSelector: true, selector: { matchLabels: { app: a } }, template: { metadata: { labels: { app: a } } }',
  'CronJob manualSelector: false',
  'Job podFailurePolicy: {}, template: { spec: { restartPolicy: Never } }',
])('%s is accepted', (text) => {
  expect(told(text)).toEqual([]);
});

test('what an older API server does not read it does not refuse', () => {
  const job = object('Job backoffLimitPerIndex: 1');
  expect(messagesOf(REFUSED_JOB, job, { kubernetes: KubernetesVersion.V1_28 })).toEqual([]);
  expect(messagesOf(REFUSED_JOB, job, { kubernetes: KubernetesVersion.V1_29 })).toHaveLength(1);
});
