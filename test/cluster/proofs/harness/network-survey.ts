import { type Difference, difference } from '../../../support/reachable';
import type { AnyManifest } from '../../../support/synthesis';
import { attempt, kubectl, kubectlJson } from '../../kubectl';
import { type Dialer, declaredPorts, dial, dialersIn, listening, STAND_INS, standIn, type Target } from './dial';
import { startOutsideHosts } from './outside-hosts';

const MONITORING = 'monitoring';
/** Metadata of a cloud, a cache of names on the node, an address of nobody we know, and one of the payment service. */
const HOSTS = { '169.254.169.254': [80, 443], '169.254.20.10': [53], '198.51.100.7': [80, 443], '203.0.113.9': [80, 443] };

/** What connected, one line each: `client > target:port/protocol`, pods by their component. */
export interface Survey {
  readonly tried: readonly string[];
  /** From at least one pod of the client to at least one of the target. */
  readonly some: readonly string[];
  /** From every pod of the client to every one of the target. */
  readonly every: readonly string[];
}

/** `a > b:1 c:2` as two lines over TCP. */
export function edges(...lists: string[]): string[] {
  return lists.flatMap((list) => {
    const [client, targets] = list.split(' > ');
    return targets.split(' ').map((target) => `${client} > ${target}/TCP`);
  });
}

/** What a survey found that it should not have, and the reverse. */
export function deviations({ some, every }: Survey, expected: readonly string[]): Difference {
  return { tooMuch: difference(some, expected).tooMuch, missing: difference(every, expected).missing };
}

/** All pods of a deployed shop, with somebody around it to reach and to be reached by. */
export class ShopNetwork {
  private constructor(
    private readonly namespace: string,
    private readonly ports: ReadonlyMap<Dialer, readonly number[]>,
    private readonly others: readonly Target[],
  ) {}

  /**
   * Gives every pod what it needs to dial. Components whose pods have ended are stood in for by pods with their labels.
   * Outside stand: a pod of another namespace, one of the monitoring, and hosts with addresses of their own.
   */
  public static async around(namespace: string, ended: readonly string[] = []): Promise<ShopNetwork> {
    const outside = outsideOf(namespace);
    for (const name of [outside, MONITORING]) if (!exists(name)) kubectl(['create', 'namespace', name]);
    startOutsideHosts(outside, HOSTS);
    for (const component of ended) standIn(component, namespace, { 'app.kubernetes.io/instance': component });
    standIn('intruder', namespace, { 'k8s-app': 'kube-dns' });
    standIn('stranger', outside, {});
    standIn('prometheus', MONITORING, {});
    const dialers = [
      ...(await dialersIn(namespace)),
      ...(await dialersIn(outside, STAND_INS)),
      ...(await dialersIn(MONITORING, STAND_INS)),
    ];
    return new ShopNetwork(namespace, await listening(dialers), [...hosts(), ...clusterServices()]);
  }

  /** Ports that manifests name but nobody listens on, as `component:port`: a connection that fails there would prove nothing. */
  public deadPorts(): string[] {
    return [...this.ports].flatMap(([{ name, declared }, open]) => declared.filter((p) => !open.includes(p)).map((p) => `${name}:${p}`));
  }

  /** Tries every connection from and to a pod of the shop. */
  public async survey(): Promise<Survey> {
    // The network follows a changed policy within a fraction of a second.
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const plan = new Map([...this.ports.keys()].map((dialer) => [dialer, this.targetsOf(dialer)]));
    const outcomes = new Map<string, boolean[]>();
    for (const [dialer, answers] of await dial(plan)) {
      plan.get(dialer)?.forEach(({ name, port, protocol }, i) => {
        const line = `${dialer.name} > ${name}:${port}/${protocol}`;
        outcomes.set(line, [...(outcomes.get(line) ?? []), answers[i]]);
      });
    }
    const lines = [...outcomes].sort(([a], [b]) => (a < b ? -1 : 1));
    const those = (holds: (answers: boolean[]) => boolean) => lines.filter(([, answers]) => holds(answers)).map(([line]) => line);
    return { tried: those(() => true), some: those((a) => a.includes(true)), every: those((a) => !a.includes(false)) };
  }

  /** Takes away what stood around the shop. */
  public remove(): void {
    kubectl(['delete', 'namespace', outsideOf(this.namespace), MONITORING, '--ignore-not-found']);
  }

  private targetsOf(dialer: Dialer): Target[] {
    const inside = dialer.namespace === this.namespace;
    const pods = [...this.ports].flatMap(([{ name, namespace, address }, open]) =>
      address !== dialer.address && (inside || namespace === this.namespace)
        ? open.map((port): Target => ({ name, address, port, protocol: 'TCP' }))
        : [],
    );
    return inside ? [...pods, ...this.others] : pods;
  }
}

function outsideOf(namespace: string): string {
  return `${namespace}-outside`;
}

function exists(namespace: string): boolean {
  return attempt(['get', 'namespace', namespace]).status === 0;
}

function hosts(): Target[] {
  return Object.entries(HOSTS).flatMap(([address, ports]) =>
    ports.map((port): Target => ({ name: address, address, port, protocol: 'TCP' })),
  );
}

/** The API server by its Service and by its own address, the kubelets, and all that runs in kube-system. */
function clusterServices(): Target[] {
  const tcp = (name: string, address: string, port: number): Target => ({ name, address, port, protocol: 'TCP' });
  const endpoints = kubectlJson('get', 'endpoints', 'kubernetes', '-n', 'default').subsets[0];
  const service = kubectlJson('get', 'service', 'kubernetes', '-n', 'default').spec.clusterIP;
  const dns = kubectlJson('get', 'service', 'kube-dns', '-n', 'kube-system').spec.clusterIP;
  const nodes: AnyManifest[] = kubectlJson('get', 'nodes').items;
  const pods: AnyManifest[] = kubectlJson('get', 'pods', '-n', 'kube-system').items;
  return [
    tcp('api-server', service, 443),
    tcp('api-server', endpoints.addresses[0].ip, endpoints.ports[0].port),
    ...nodes.map(({ status }) => tcp('node', status.addresses[0].address, 10250)),
    ...pods.flatMap((pod) => {
      const name = pod.metadata.labels['k8s-app'];
      return declaredPorts(pod).map((port) => tcp(name, pod.status.podIP, port));
    }),
    tcp('kube-dns', dns, 53),
    { name: 'kube-dns', address: dns, port: 53, protocol: 'UDP' },
  ];
}
