import { at, isObject, objectAt } from '../../manifests/json';
import { type PodSecurityRule, podSecurityRule, securityContexts, shown } from '../pod-security';

const ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

/** No AppArmor profile is switched off. */
export const APPARMOR_PROFILE: PodSecurityRule = podSecurityRule(
  'baseline',
  {
    id: 'apparmor-profile',
    why: 'AppArmor keeps a container from mounting, from writing to /proc and from tracing others even when the application has a hole; unconfined takes that away.',
    wanted: 'the profile RuntimeDefault or Localhost, or none stated',
    fix: 'remove the profile, or set its type to RuntimeDefault',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      securityContext: { appArmorProfile: { type: Unconfined } }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      securityContext: { appArmorProfile: { type: RuntimeDefault } }
`,
  },
  function* unconfined(pods) {
    for (const { field, body } of securityContexts(pods)) {
      const profile = body.appArmorProfile;
      if (!isObject(profile) || profile.type === 'RuntimeDefault' || profile.type === 'Localhost') continue;
      yield { field: [...field, 'appArmorProfile', 'type'], got: `the AppArmor profile ${shown(profile.type)}` };
    }
    for (const [name, value] of Object.entries(objectAt(pods.manifest.body, ...pods.template, 'metadata', 'annotations'))) {
      if (!name.startsWith(ANNOTATION) || value === '' || value === 'runtime/default' || at(value) === null) continue;
      if (typeof value === 'string' && value.startsWith('localhost/')) continue;
      yield { field: ['metadata', 'annotations', name], got: `the AppArmor profile ${shown(value)}` };
    }
  },
);
