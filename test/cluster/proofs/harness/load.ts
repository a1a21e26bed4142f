import type { AnyManifest } from '../../../support/synthesis';
import { attempt, eventually, kubectl, kubectlJson } from '../../kubectl';

/** Namespace of the load: outside of the shop, where the proxies of an edge would be. */
export const EDGE_NAMESPACE = 'shop-proof-edge';

/** Image of test/cluster/load. */
const IMAGE = 'registry.example/bookshop/load:1';

/** One request, times in milliseconds from the first. */
export interface Request {
  readonly at: number;
  readonly latency: number;
  readonly code: number;
  readonly error?: string;
  /** Id of the order that was accepted. */
  readonly id?: string;
}

/** All requests of a load, and when the first was sent. */
export interface LoadReport {
  readonly began: Date;
  readonly requests: readonly Request[];
}

/** A load that runs while something is done to the shop. */
export class Load {
  private static count = 0;

  private constructor(private readonly name: string) {}

  /** Starts a load with the arguments of test/cluster/load, and waits until its first request. */
  public static async start(args: readonly string[]): Promise<Load> {
    ensureEdgeNamespace();
    // What a proof that failed has left running bears another name, for modules begin anew with each file.
    const load = new Load(`load-${Date.now().toString(36)}-${Load.count++}`);
    kubectl(['apply', '-f', '-'], load.pod(args));
    const began = () =>
      ['Running', 'Succeeded', 'Failed'].includes(kubectlJson('get', 'pod', load.name, '-n', EDGE_NAMESPACE).status.phase);
    if (!(await eventually(began, 60))) throw new Error(`${load.name} did not start`);
    return load;
  }

  /** Waits for the end of the load and reads its report. */
  public async end(seconds: number): Promise<LoadReport> {
    const phase = () => kubectlJson('get', 'pod', this.name, '-n', EDGE_NAMESPACE).status.phase;
    await eventually(() => ['Succeeded', 'Failed'].includes(phase()), seconds);
    const text = kubectl(['logs', this.name, '-n', EDGE_NAMESPACE]);
    kubectl(['delete', 'pod', this.name, '-n', EDGE_NAMESPACE, '--wait=false']);
    const { began, results } = JSON.parse(text.slice(text.indexOf('{')));
    return { began: new Date(began), requests: results };
  }

  private pod(args: readonly string[]): AnyManifest {
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: this.name, namespace: EDGE_NAMESPACE },
      spec: {
        restartPolicy: 'Never',
        terminationGracePeriodSeconds: 0,
        // Without a share of its own it would wait for the CPU behind every pod, and count that as the shop's latency.
        containers: [{ name: 'load', image: IMAGE, args: [...args], resources: { requests: { cpu: '200m' } } }],
      },
    };
  }
}

/** Requests that a client saw fail: no answer, or one that says the server could not. */
export function failed({ requests }: LoadReport): Request[] {
  return requests.filter((r) => r.error !== undefined || r.code === 0 || r.code >= 500);
}

/** The latency that a share of the requests stayed below, in milliseconds. */
export function percentile({ requests }: LoadReport, share: number): number {
  const sorted = requests.map((r) => r.latency).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** The requests of a report before a time and those from it on. */
export function splitAt({ began, requests }: LoadReport, time: number): [LoadReport, LoadReport] {
  const isBefore = (request: Request) => began.getTime() + request.at < time;
  return [
    { began, requests: requests.filter(isBefore) },
    { began, requests: requests.filter((request) => !isBefore(request)) },
  ];
}

/** Takes the loads away. */
export function removeLoads(): void {
  kubectl(['delete', 'namespace', EDGE_NAMESPACE, '--wait=false', '--ignore-not-found']);
}

/** Makes the namespace where it is not there yet. */
export function ensureEdgeNamespace(): void {
  if (attempt(['get', 'namespace', EDGE_NAMESPACE]).status !== 0) kubectl(['create', 'namespace', EDGE_NAMESPACE]);
}
