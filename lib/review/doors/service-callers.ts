import { backendsOf } from '../../checks/backends';
import { oncePer } from '../../checks/once-per-set';
import { indexOf } from '../../checks/set-index';
import { append } from '../../core/groups';
import { textAt, textRecordAt } from '../../manifests/json';
import { labelSelectorOf } from '../../manifests/label-selector';
import type { Manifest } from '../../manifests/manifest';
import { ManifestSet } from '../../manifests/manifest-set';
import type { PodsView } from '../../manifests/pods';
import type { ReviewTarget } from '../effect-rule';
import { namedServices } from './named-services';

/** Who names a Service after the change: an edge that routes to it, or pods that have its name in their settings. */
export interface Caller {
  readonly name: string;
  /** Number or name of the port that is named with it. */
  readonly port?: number | string;
}

/** Callers of a Service, also of one that the change removes. */
export function callersOf(service: Manifest, target: ReviewTarget): readonly Caller[] {
  return callers(target).get(placeOf(service)) ?? [];
}

function placeOf({ namespace = 'default', name }: Pick<Manifest, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}

/** Settings are looked through against the Services that will be there and those that were. */
const callers = oncePer((target: ReviewTarget) => {
  const gone = target.changes.flatMap(({ kind, before }) =>
    before?.kind === 'Service' && before.group === '' && (kind === 'removed' || kind === 'renamed') ? [before] : [],
  );
  const known = gone.length === 0 ? target.after : new ManifestSet([...target.after.all, ...gone]);
  const found = new Map<string, Caller[]>();
  for (const { manifest, namespace, service, port } of backendsOf(target.after))
    append(found, placeOf({ namespace, name: service }), callerOf(manifest.name, port));
  for (const pods of known.pods)
    for (const { service, port } of namedServices(pods, known)) append(found, placeOf(service), callerOf(pods.name, port));
  return found;
});

function callerOf(name: string, port: number | string | undefined): Caller {
  return { name, ...(port !== undefined && { port }) };
}

/** The pods of a set to which a Service sends. */
export function podsBehind({ body, namespace = 'default' }: Manifest, set: ManifestSet): PodsView[] {
  const selector = labelSelectorOf({ matchLabels: textRecordAt(body, 'spec', 'selector') });
  const isName = textAt(body, 'spec', 'type') === 'ExternalName';
  return selector.length === 0 || isName ? [] : [...indexOf(set).pods.selected(namespace, selector)];
}
