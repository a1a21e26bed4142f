import type { AnyManifest } from '../../support/synthesis';
import { kubectlJson } from '../kubectl';

/** What each object has of its own, whoever brought it. */
const GIVEN = ['uid', 'resourceVersion', 'creationTimestamp', 'generation', 'managedFields', 'selfLink'];

/** Labels and the selector that the API server makes for a Job of its uid. */
const UIDS = ['controller-uid', 'batch.kubernetes.io/controller-uid'];

/** What the API server would store of a folder's files, if nobody had applied them; the namespace is there. */
export function wouldBeStored(folder: string): AnyManifest[] {
  const apply = ['apply', '--server-side', '--force-conflicts', '--dry-run=server', '--field-manager=shop-delivery-test'];
  return kubectlJson(...apply, '-f', folder).items.map(asAnybody);
}

/** What the API server has of a folder's files. */
export function stored(folder: string): AnyManifest[] {
  return kubectlJson('get', '-f', folder).items.map(asAnybody);
}

/** An object without what differs each time that it is made. */
function asAnybody({ status: _, metadata, spec, ...rest }: AnyManifest): AnyManifest {
  const kept = Object.fromEntries(Object.entries(metadata).filter(([key]) => !GIVEN.includes(key)));
  return { ...rest, metadata: kept, ...(spec && { spec: rest.kind === 'Service' ? withoutAddress(spec) : withoutUid(rest.kind, spec) }) };
}

function withoutAddress({ clusterIP, clusterIPs: _, ...spec }: AnyManifest): AnyManifest {
  return clusterIP === 'None' ? { ...spec, clusterIP } : spec;
}

function withoutUid(kind: string, spec: AnyManifest): AnyManifest {
  if (kind !== 'Job') return spec;
  const copy = structuredClone(spec);
  for (const label of UIDS) {
    delete copy.selector?.matchLabels[label];
    delete copy.template.metadata.labels[label];
  }
  return copy;
}

/** `Kind/name`. */
export function nameOf({ kind, metadata }: AnyManifest): string {
  return `${kind}/${metadata.name}`;
}
