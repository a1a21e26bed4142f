import { KubernetesVersion } from '../../lib/model/kubernetes-version';
import { type GatedField, serves } from '../../lib/policy/version-gates';

/** First version in which each field is on by default, from Kubernetes' table of feature gates. */
const ON_BY_DEFAULT: Record<GatedField, string> = {
  // PodLifecycleSleepAction: alpha 1.29, beta and on 1.30.
  sleepAction: '1.30',
  // SidecarContainers: alpha 1.28, beta and on 1.29.
  nativeSidecar: '1.29',
  // ServiceTrafficDistribution: alpha 1.30, beta and on 1.31.
  trafficDistribution: '1.31',
  // PreferSameTrafficDistribution: alpha 1.33, beta and on 1.34.
  preferSameZone: '1.34',
  // SupplementalGroupsPolicy: alpha 1.31, beta and on 1.33.
  strictSupplementalGroups: '1.33',
  // UserNamespacesSupport: beta 1.30, on 1.33.
  userNamespaces: '1.33',
};

const ALL = Array.from({ length: 10 }, (_, i) => `1.${27 + i}`);

test.each(Object.entries(ON_BY_DEFAULT) as Array<[GatedField, string]>)(
  '%s is served from %s on, and by no older version',
  (field, first) => {
    expect(ALL.filter((text) => serves(KubernetesVersion.of(text), field))).toEqual(ALL.slice(ALL.indexOf(first)));
  },
);
