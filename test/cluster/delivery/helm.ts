import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
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
