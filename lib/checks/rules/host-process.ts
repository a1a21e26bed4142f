import { at } from '../../manifests/json';
import { type PodSecurityRule, podSecurityRule, securityContexts } from '../pod-security';

/** No Windows container is a process of the node. */
export const HOST_PROCESS: PodSecurityRule = podSecurityRule(
  'baseline',
  {
    id: 'host-process',
    why: 'A host process container of Windows runs as a process of the node, with its files, its network and its users.',
    wanted: 'containers that are no host processes',
    fix: 'remove windowsOptions.hostProcess',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      securityContext: { windowsOptions: { hostProcess: true } }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      securityContext: { windowsOptions: { hostProcess: false } }
`,
  },
  function* hostProcesses(pods) {
    for (const { field, body } of securityContexts(pods))
      if (at(body, 'windowsOptions', 'hostProcess') === true)
        yield { field: [...field, 'windowsOptions', 'hostProcess'], got: 'hostProcess: true' };
  },
);
