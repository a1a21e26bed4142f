import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { AnyManifest } from '../../support/synthesis';
import type { Outcome } from '../kubectl';

/** With the folder into which .ci/tools builds it. By default it asks five questions a second, of several for each object. */
const ENVIRONMENT = {
  ...process.env,
  PATH: `${process.env.PATH}:${join(homedir(), 'go/bin')}`,
  HELM_QPS: '200',
  HELM_BURST_LIMIT: '1000',
};

/** Runs helm, whatever comes of it. */
export function helm(...args: readonly string[]): Outcome {
  const { status, stdout, stderr, error } = spawnSync('helm', args, { encoding: 'utf8', env: ENVIRONMENT });
  return { status, stdout: stdout ?? '', stderr: `${stderr ?? ''}${error ?? ''}` };
}

/** Whether there is one. */
export const HAS_HELM = helm('version').status === 0;

/** What Helm writes on every object of a release, and the chart on what is kept. */
const MARKS = ['meta.helm.sh/release-name', 'meta.helm.sh/release-namespace', 'helm.sh/resource-policy'];

/** An object of a release without Helm's marks; none of them may be missing. */
export function withoutMarks(object: AnyManifest): AnyManifest {
  const { annotations, labels, ...metadata } = object.metadata;
  expect({ annotations, labels }).toMatchObject({
    annotations: { 'meta.helm.sh/release-name': metadata.namespace ?? expect.any(String) },
    labels: { 'app.kubernetes.io/managed-by': 'Helm' },
  });
  const own = Object.entries(annotations).filter(([key]) => !MARKS.includes(key));
  const kept = own.length > 0 ? { annotations: Object.fromEntries(own) } : {};
  return { ...object, metadata: { ...kept, labels: { ...labels, 'app.kubernetes.io/managed-by': 'cdk8s-shop' }, ...metadata } };
}
