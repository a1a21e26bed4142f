import { oncePerSet } from '../../checks/once-per-set';
import { append } from '../../core/groups';
import { objectsAt, requiredTextAt, textAt, textRecordAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { doorsOf, GATEWAY, hostsOf, INGRESS, ROUTES } from './edge-doors';

/** Who answers at each door of a set: `shop.example/api`, with every Service that any of its edges sends to. */
export type Doors = ReadonlyMap<string, readonly string[]>;

/** What Ingresses and routes answer. */
export const answered = oncePerSet((set): Doors => doorsOfAll(edgesOf(set)));

/** For what Gateways listen. */
export const listeners = oncePerSet((set): Doors => doorsOfAll(ofKind(GATEWAY, set)));

function doorsOfAll(edges: readonly Manifest[]): Doors {
  const doors = new Map<string, string[]>();
  for (const edge of edges) for (const [door, answers] of doorsOf(edge)) for (const answer of answers) append(doors, door, answer);
  return new Map([...doors].map(([door, answers]) => [door, [...new Set(answers)]]));
}

function edgesOf(set: ManifestSet): readonly Manifest[] {
  return [INGRESS, ...ROUTES].flatMap((kind) => ofKind(kind, set));
}

function ofKind(identified: string, set: ManifestSet): readonly Manifest[] {
  const [group, kind = ''] = identified.split('/');
  return set.of(kind, group);
}

/** The class of an Ingress, which says whose controller reads it; undefined for the default one. */
export function ingressClassOf({ body }: Manifest): string | undefined {
  return textAt(body, 'spec', 'ingressClassName') ?? textRecordAt(body, 'metadata', 'annotations')['kubernetes.io/ingress.class'];
}

/** By what an Ingress or route is answered, each at an address of its own: the controller of a class, or a Gateway. */
export function placesOf(edge: Manifest): string[] {
  if (edge.kind === 'Ingress') return [`Ingress class ${ingressClassOf(edge) ?? '(the default one)'}`];
  return objectsAt(edge.body, 'spec', 'parentRefs').flatMap((parent) =>
    (textAt(parent, 'kind') ?? 'Gateway') === 'Gateway'
      ? [`Gateway ${textAt(parent, 'namespace') ?? edge.namespace ?? 'default'}/${requiredTextAt(parent, 'name')}`]
      : [],
  );
}

/** By what each host of a set is answered. */
export const placesByHost = oncePerSet((set): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const edge of edgesOf(set)) for (const place of placesOf(edge)) for (const host of hostsOf(edge)) append(found, host, place);
  return new Map([...found].map(([host, places]) => [host, [...new Set(places)].sort()]));
});
