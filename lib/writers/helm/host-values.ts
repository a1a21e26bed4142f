import { append } from '../../core/groups';
import { indexedObjectsAt, type JsonObject, textAt, textsAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { type ChartValues, ownerOf, type Place, valueAction } from './chart-value';

/** A host name in an object. */
interface HostField {
  readonly manifest: Manifest;
  readonly field: readonly (string | number)[];
  readonly host: string;
}

/** A host name with at least one dot, whose first label may be a wildcard; RE2 and JavaScript read it alike. */
const HOST_PATTERN = '^(\\*\\.)?([a-z0-9]([-a-z0-9]*[a-z0-9])?\\.)+[a-z0-9]([-a-z0-9]*[a-z0-9])?$';

/** The host names of every edge, in the order in which it names them. Their number stays: each has listeners of its own. */
export function hostValues(manifests: ManifestSet): ChartValues {
  const byEdge = new Map<string, HostField[]>();
  for (const manifest of manifests.all) for (const field of hostFields(manifest)) append(byEdge, ownerOf(manifest), field);
  const edges = [...byEdge].map(([key, fields]) => ({ key, fields, hosts: [...new Set(fields.map(({ host }) => host))] }));
  return {
    values: edges.map(({ key, hosts }) => ({ group: 'hosts', key, value: hosts, schema: schemaOf(hosts.length) })),
    places: edges.flatMap(({ key, fields, hosts }) => places(key, fields, hosts)),
  };
}

function places(key: string, fields: readonly HostField[], hosts: readonly string[]): Place[] {
  const order = new Map(hosts.map((host, i) => [host, i]));
  return fields.map(({ manifest, field, host }) => ({
    manifest,
    field,
    action: `${valueAction('hosts', key)} ${order.get(host)} | quote`,
  }));
}

function schemaOf(count: number): JsonObject {
  return {
    type: 'array',
    description: `Host names of the edge, ${count} as described. Texts that have a host in them, such as the variables of an image, do not follow.`,
    items: { type: 'string', maxLength: 253, pattern: HOST_PATTERN },
    minItems: count,
    maxItems: count,
    uniqueItems: true,
  };
}

function hostFields(manifest: Manifest): HostField[] {
  const { group, kind, body } = manifest;
  const at = (host: string | undefined, ...field: (string | number)[]): HostField[] =>
    host === undefined ? [] : [{ manifest, field, host }];
  if (group === 'networking.k8s.io' && kind === 'Ingress') {
    return [
      ...indexedObjectsAt(body, 'spec', 'rules').flatMap(([i, rule]) => at(textAt(rule, 'host'), 'spec', 'rules', i, 'host')),
      ...indexedObjectsAt(body, 'spec', 'tls').flatMap(([i, tls]) =>
        textsAt(tls, 'hosts').flatMap((host, j) => at(host, 'spec', 'tls', i, 'hosts', j)),
      ),
    ];
  }
  if (group !== 'gateway.networking.k8s.io') return [];
  return [
    ...indexedObjectsAt(body, 'spec', 'listeners').flatMap(([i, listener]) =>
      at(textAt(listener, 'hostname'), 'spec', 'listeners', i, 'hostname'),
    ),
    ...textsAt(body, 'spec', 'hostnames').flatMap((host, i) => at(host, 'spec', 'hostnames', i)),
  ];
}
