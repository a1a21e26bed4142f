import { itemsAt, numberAt } from '../../manifests/json';
import type { Breach, CheckTarget, Rule } from '../rule';

const pod = (port: number) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - { name: app, image: registry.example/storefront:2.4.1, ports: [{ containerPort: ${port} }] }
`;

/** Nobody logs in to a container over the network. */
export const SSH_PORT: Rule = {
  id: 'ssh-port',
  severity: 'warning',
  why: 'A login that no cluster knows of: with keys of its own, past the roles and past the log of the API server.',
  wanted: 'no port 22',
  fix: 'remove the SSH server; kubectl debug asks the API server first',
  wrong: pod(22),
  right: pod(8080),
  see: ['https://kubernetes.io/docs/tasks/debug/debug-application/debug-running-pod/'],
  *find({ manifests }: CheckTarget): Iterable<Breach> {
    for (const { containers, template, manifest } of manifests.pods)
      for (const { body, field, name } of containers)
        for (const [index, port] of itemsAt(body, 'ports').entries())
          if (numberAt(port, 'containerPort') === 22)
            yield { manifest, field: [...template, ...field, 'ports', index], got: `port 22 of container "${name}"` };
    for (const manifest of manifests.of('Service', ''))
      for (const [index, port] of itemsAt(manifest.body, 'spec', 'ports').entries())
        if (numberAt(port, 'port') === 22) yield { manifest, field: ['spec', 'ports', index], got: 'port 22' };
  },
};
