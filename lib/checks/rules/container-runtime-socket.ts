import { hostPathsOf } from '../host-mounts';
import { podsRule, type Rule } from '../rule';

const SOCKET =
  /^\/(?:var\/)?run(?:\/(?:docker\.sock|dockershim\.sock|cri-dockerd\.sock|containerd(?:\/containerd\.sock)?|crio(?:\/crio\.sock)?|podman(?:\/podman\.sock)?|k3s\/containerd(?:\/containerd\.sock)?))?$/;

/** No pod has the socket of the container runtime. */
export const CONTAINER_RUNTIME_SOCKET: Rule = podsRule(
  {
    id: 'container-runtime-socket',
    severity: 'error',
    why: 'The socket takes orders from whoever can open it, for any container with any rights: it is root on the node, past the API server.',
    wanted: 'no path to the socket of Docker, containerd or CRI-O',
    fix: 'remove the volume; builders of images work without it',
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
    - { name: host, hostPath: { path: /var/run/docker.sock } }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - { name: app, image: registry.example/storefront:2.4.1 }
  volumes:
    - { name: host, emptyDir: {} }
`,
    see: ['https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF'],
  },
  function* sockets(pods) {
    for (const { path, field } of hostPathsOf(pods)) if (SOCKET.test(path)) yield { field, got: `the node's ${path}` };
  },
);
