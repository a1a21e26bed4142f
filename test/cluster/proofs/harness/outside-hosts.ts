import { kubectl } from '../../kubectl';
import { TOOLBOX } from './toolbox';

/** Hosts outside of the cluster and the TCP ports on which they listen. */
export type Hosts = Readonly<Record<string, readonly number[]>>;

const SERVE = `
import signal, socket, subprocess, sys, json
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
hosts = json.loads(sys.argv[1])
listeners = []
for host, ports in hosts.items():
    subprocess.run(['ip', 'addr', 'replace', host + '/32', 'dev', 'lo'], check=True)
    for port in ports:
        s = socket.socket()
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        s.bind((host, port))
        s.listen(512)
        listeners.append(s)
open('/tmp/ready', 'w').close()
signal.sigwait([signal.SIGTERM])
for host in hosts:
    subprocess.run(['ip', 'addr', 'del', host + '/32', 'dev', 'lo'])
`;

/** Makes every node answer for these hosts, as a router to the outside would. The namespace is made for it. */
export function startOutsideHosts(namespace: string, hosts: Hosts): void {
  const labels = { app: 'outside-hosts' };
  const container = {
    name: 'hosts',
    image: TOOLBOX,
    command: ['python3', '-c', SERVE, JSON.stringify(hosts)],
    securityContext: { privileged: true, runAsUser: 0 },
    readinessProbe: { exec: { command: ['test', '-e', '/tmp/ready'] }, periodSeconds: 1 },
  };
  const template = { metadata: { labels }, spec: { hostNetwork: true, containers: [container] } };
  const metadata = { name: 'outside-hosts', namespace };
  kubectl(['apply', '-f', '-'], {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata,
    spec: { selector: { matchLabels: labels }, template },
  });
  kubectl(['rollout', 'status', 'daemonset/outside-hosts', '-n', namespace, '--timeout=90s']);
}
