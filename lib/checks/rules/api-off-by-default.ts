import { historyOf } from '../api-forms';
import { anyManifestRule, type Rule } from '../rule';
import { definitionOfKind } from '../schemas/shapes';

/** Betas of groups that were beta before the rule was made stayed on. */
const ON_ALL_THE_SAME = /^flowcontrol\.apiserver\.k8s\.io\//;
/** @see https://kubernetes.io/blog/2022/05/03/kubernetes-1-24-release-announcement/#beta-apis-off-by-default */
const BETAS_OFF_SINCE = 24;

/** No object is written in a form that API servers serve only when told to. */
export const API_OFF_BY_DEFAULT: Rule = anyManifestRule(
  {
    id: 'api-off-by-default',
    severity: 'warning',
    why: 'Alpha and newer beta forms are off unless the API server is started with a flag for them; managed clusters rarely offer it.',
    wanted: 'a form that is served by default',
    fix: 'write the object in the stable form, or waive this where the cluster serves it',
    wrong: `
apiVersion: storage.k8s.io/v1beta1
kind: VolumeAttributesClass
metadata: { name: fast }
driverName: pd.csi.storage.gke.io
`,
    right: `
apiVersion: storage.k8s.io/v1
kind: VolumeAttributesClass
metadata: { name: fast }
driverName: pd.csi.storage.gke.io
`,
    see: ['https://kubernetes.io/docs/reference/using-api/deprecation-guide/'],
  },
  function* off({ apiVersion, kind }, { kubernetes: { minor } }) {
    if (definitionOfKind(apiVersion, kind, minor) === undefined) return;
    const { introduced = 0 } = historyOf(apiVersion, kind);
    const early = /\/v\d+alpha/.test(apiVersion) || (/\/v\d+beta/.test(apiVersion) && introduced >= BETAS_OFF_SINCE);
    if (early && !ON_ALL_THE_SAME.test(apiVersion)) yield { field: ['apiVersion'], got: `${apiVersion} ${kind}` };
  },
);
