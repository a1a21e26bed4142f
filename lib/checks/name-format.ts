import { isCidr } from '../core/addresses';
import { isHostName, isName, isSubdomain, MAX_NAME } from '../core/names';
import type { KubernetesVersion } from '../model/kubernetes-version';

/** What the API server wants of the name of an object. */
export interface NameFormat {
  readonly wanted: string;
  readonly accepts: (name: string) => boolean;
}

const SUBDOMAIN: NameFormat = { wanted: 'lower-case letters, digits, - and ., at most 253 characters', accepts: isSubdomain };

/** Parts of an address, which is what names of these kinds become. */
const PATH_SEGMENT: NameFormat = {
  wanted: 'a name without / and %, other than . and ..',
  accepts: (name) => !/[/%]/.test(name) && name !== '.' && name !== '..',
};

const ADDRESS: NameFormat = { wanted: 'the address itself', accepts: (name) => isCidr(`${name}/0`) };

const LABEL: NameFormat = { wanted: label(MAX_NAME), accepts: (name) => isHostName(name) && !name.includes('.') };

const SERVICE: NameFormat = { wanted: `${label(MAX_NAME)}, beginning with a letter`, accepts: (name) => isName(name) };

function label(most: number): string {
  return `lower-case letters, digits and -, at most ${most} characters`;
}

/** A name that others are made of by adding to it. */
function shortened(format: NameFormat, most: number): NameFormat {
  return {
    wanted: format.wanted.replace(/\d+ characters/, `${most} characters`),
    accepts: (name) => format.accepts(name) && name.length <= most,
  };
}

/**
 * Jobs of a CronJob add 11 characters to its name, and the label of a StatefulSet's revision 11 to the set's, where a
 * label and a host name take 63.
 */
const WITH_SUFFIX = 52;

const FORMATS: Readonly<Record<string, NameFormat>> = {
  '/Namespace': LABEL,
  '/Service': SERVICE,
  'apps/StatefulSet': shortened(LABEL, WITH_SUFFIX),
  'batch/CronJob': shortened(SUBDOMAIN, WITH_SUFFIX),
  'batch/Job': shortened(SUBDOMAIN, MAX_NAME),
  'rbac.authorization.k8s.io/ClusterRole': PATH_SEGMENT,
  'rbac.authorization.k8s.io/ClusterRoleBinding': PATH_SEGMENT,
  'rbac.authorization.k8s.io/Role': PATH_SEGMENT,
  'rbac.authorization.k8s.io/RoleBinding': PATH_SEGMENT,
  // Names with a colon: of a signer, a request.
  'certificates.k8s.io/CertificateSigningRequest': PATH_SEGMENT,
  'certificates.k8s.io/ClusterTrustBundle': PATH_SEGMENT,
  'networking.k8s.io/IPAddress': ADDRESS,
  // Of these the API server asks no more than that they fit into an address, whatever its documentation says.
  'policy/PodDisruptionBudget': PATH_SEGMENT,
};

/** From this version on a Service may begin with a digit. */
const RELAXED_SERVICES = 36;

/**
 * The format of the names of a kind; that of most kinds, custom ones too, is a DNS subdomain.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export function nameFormat(group: string, kind: string, kubernetes: KubernetesVersion): NameFormat {
  const kindText = `${group}/${kind}`;
  if (kindText === '/Service' && kubernetes.minor >= RELAXED_SERVICES) return LABEL;
  return FORMATS[kindText] ?? SUBDOMAIN;
}
