import { attempt, kubectl } from '../../kubectl';

/** Whether a drain of a node, of some pods or of all of a namespace, came to its end in time; the node stays closed. */
export function drain(node: string, selector: string, seconds: number): boolean {
  const which = ['--ignore-daemonsets', '--delete-emptydir-data', '--force', `--pod-selector=${selector}`, `--timeout=${seconds}s`];
  return attempt(['drain', node, ...which]).status === 0;
}

/** Opens a node for pods again. */
export function open(node: string): void {
  kubectl(['uncordon', node]);
}
