import { KubernetesVersion } from '../../model/kubernetes-version';
import type { Option } from '../verb';

/** The version of the cluster that gets the manifests. */
export const KUBERNETES_OPTION: Option = {
  name: 'kubernetes',
  value: 'VERSION',
  choices: Object.values(KubernetesVersion).map(({ text }) => text),
  help: 'version of the cluster, 1.27 to 1.36; 1.34 unless it is said',
};
