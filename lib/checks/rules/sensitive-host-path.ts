import { hostPathsOf } from '../host-mounts';
import { podsRule, type Rule } from '../rule';

const SENSITIVE: ReadonlySet<string> = new Set([
  '/',
  '/bin',
  '/boot',
  '/dev',
  '/etc',
  '/etc/kubernetes',
  '/etc/kubernetes/pki',
  '/home',
  '/lib',
  '/lib64',
  '/proc',
  '/root',
  '/root/.ssh',
  '/sbin',
  '/sys',
  '/usr',
  '/var',
  '/var/lib',
  '/var/lib/etcd',
  '/var/lib/kubelet',
]);

/** No pod has the paths that the node itself lives on. */
export const SENSITIVE_HOST_PATH: Rule = podsRule(
  {
    id: 'sensitive-host-path',
    severity: 'warning',
    why: "In these the node keeps its users, its devices, its binaries, the kubelet's keys and the secrets of every pod on it: reading them is enough.",
    wanted: 'no path of the system',
    fix: 'mount the single file or folder below it that is needed',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      volumeMounts: [{ name: host, mountPath: /host }]
  volumes:
    - { name: host, hostPath: { path: /etc } }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      volumeMounts: [{ name: host, mountPath: /host }]
  volumes:
    - { name: host, hostPath: { path: /var/log/pods } }
`,
    see: ['https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF'],
  },
  function* ofTheSystem(pods) {
    for (const { path, field } of hostPathsOf(pods)) if (SENSITIVE.has(path)) yield { field, got: `the node's ${path}` };
  },
);
