import { groupedBy } from '../../core/groups';
import { sortedBy } from '../../core/order';
import { type Json, objectsAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import type { DeliveryMark } from '../../review/live/delivery-marks';
import { listed } from '../../review/wording';
import { UsageError } from '../usage-error';
import type { Kubectl, Listing, Scope } from './kubectl';
import type { Found } from './live-objects';

/** Kinds that one kubectl asks for, one after the other. */
const AT_ONCE = 40;

/**
 * What the cluster makes by itself, of others or for its own accounts. Pods bear the labels of what made them, also when
 * that was deleted and they were not.
 */
const OWN_KINDS = new Set([
  '/Endpoints',
  '/Event',
  '/Node',
  '/Pod',
  'apps/ControllerRevision',
  'apps/ReplicaSet',
  'certificates.k8s.io/CertificateSigningRequest',
  'coordination.k8s.io/Lease',
  'discovery.k8s.io/EndpointSlice',
  'events.k8s.io/Event',
  'networking.k8s.io/IPAddress',
  'resource.k8s.io/ResourceSlice',
  'storage.k8s.io/CSINode',
  'storage.k8s.io/CSIStorageCapacity',
  'storage.k8s.io/VolumeAttachment',
]);

/** `secrets`, `cronjobs.batch` */
const FORBIDDEN = /^Error from server \(Forbidden\): (\S+) is forbidden/;

/** A kind as kubectl's table of them tells it. */
interface TableKind {
  /** `apps/Deployment` */
  readonly kind: string;
  /** `deployments.v1.apps`, which no other kind can be taken for. */
  readonly name: string;
  readonly namespaced: boolean;
}

/**
 * What a cluster has of the kinds that no manifest has, in the namespaces of the manifests and beside all namespaces, as far as
 * it may have been deployed with them. Last of its kind is what one is sorriest for.
 */
export async function otherKinds(kubectl: Kubectl, manifests: readonly Manifest[], marks: readonly DeliveryMark[]): Promise<Found> {
  if (marks.length === 0) return { objects: [], notes: [] };
  const table = await kubectl.apiResources();
  const kinds = table.output.split('\n').flatMap(kindOf);
  const questions = placesOf(manifests).flatMap((namespace) => {
    const known = new Set(manifests.filter((manifest) => manifest.namespace === namespace).map(({ group, kind }) => `${group}/${kind}`));
    const open = kinds.filter(
      ({ kind, namespaced }) => namespaced === (namespace !== undefined) && !known.has(kind) && !OWN_KINDS.has(kind),
    );
    return scopesOf(namespace, marks).flatMap((scope) => portions(open.map(({ name }) => name)).map((names) => ({ names, scope })));
  });
  const answers = await Promise.all(questions.map(async ({ names, scope }) => ({ scope, listing: await kubectl.list(names, scope) })));
  return {
    objects: answers.flatMap(({ listing }) => objectsAt(parsed(listing.output), 'items')),
    notes: [...new Set([...table.complaints.map(untold), ...notesOf(answers)])],
  };
}

/** `deployments   deploy   apps/v1   true   Deployment`, of which the second column may be empty. */
function kindOf(line: string): TableKind[] {
  const [, plural, apiVersion, namespaced, kind] = /^(\S+)\s.*?(\S+)\s+(true|false)\s+(\S+)\s*$/.exec(line) ?? [];
  if (plural === undefined || apiVersion === undefined) return [];
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  return [{ kind: `${group}/${kind}`, name: `${plural}.${version}.${group}`, namespaced: namespaced === 'true' }];
}

/** The namespaces in which the manifests are, and that which they make; and what belongs to none. */
function placesOf(manifests: readonly Manifest[]): readonly (string | undefined)[] {
  const made = manifests.filter(({ group, kind }) => group === '' && kind === 'Namespace').map(({ name }) => name);
  const used = manifests.flatMap(({ namespace }) => namespace ?? []);
  return [...sortedBy(new Set([...made, ...used]), (name) => name), undefined];
}

/** By labels where each mark has some; else whatever there is. */
function scopesOf(namespace: string | undefined, marks: readonly DeliveryMark[]): Scope[] {
  const selectors = marks.map(({ selector }) => selector);
  const place = namespace === undefined ? {} : { namespace };
  return selectors.includes(undefined)
    ? [place]
    : [...new Set(selectors)].map((selector) => ({ ...place, ...(selector !== undefined && { selector }) }));
}

function portions(names: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(names.length / AT_ONCE) }, (_, index) => names.slice(index * AT_ONCE, (index + 1) * AT_ONCE));
}

/** What could not be looked for, told once for each place. */
function notesOf(answers: ReadonlyArray<{ readonly scope: Scope; readonly listing: Listing }>): string[] {
  return [...groupedBy(answers, ({ scope }) => scope.namespace)].flatMap(([namespace, alike]) => {
    const complaints = new Set(alike.flatMap(({ listing }) => listing.complaints));
    const refused = new Set([...complaints].flatMap((line) => FORBIDDEN.exec(line)?.[1] ?? []));
    const place = namespace === undefined ? '' : ` in ${namespace}`;
    return [
      ...(refused.size > 0 ? [`this user may not list ${listed([...refused])}${place}, so none of them can be seen to go`] : []),
      ...[...complaints].filter((line) => !FORBIDDEN.test(line)).map(untold),
    ];
  });
}

/** Aggregated APIs are often away, and hold nothing that is deployed. */
function untold(complaint: string): string {
  return `not all that may go can be seen: ${complaint.replace(/^error: /, '')}`;
}

function parsed(output: string): Json {
  try {
    return JSON.parse(output) as Json;
  } catch {
    throw new UsageError('the cluster cannot be read: kubectl has told of its objects in no JSON. Nothing was reviewed');
  }
}
