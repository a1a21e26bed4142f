import { ApiObject } from 'cdk8s';
import type { Shop } from '../../lib';
import type { JsonObject } from '../../lib/manifests/json';
import { manifestOf } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import type { Outsider } from '../../lib/manifests/network-party';
import { connectionsAdmittedAt, type Permission, permittedConnections } from '../../lib/manifests/reachability';
import type { AnyManifest } from './synthesis';

/** The kinds that decide who reaches whom; resolving and reading the others too would take twice the time. */
const KINDS = ['Namespace', 'NetworkPolicy', 'Deployment', 'StatefulSet', 'Job', 'CronJob'];

/** Those objects of a shop that decide who reaches whom, resolved. */
export function policed(shop: Shop): AnyManifest[] {
  return shop.node.findAll().flatMap((c) => (ApiObject.isApiObject(c) && KINDS.includes(c.kind) ? [c.toJson()] : []));
}

/** What the policies of a shop let through, one line each: `client > target:port/protocol`, workloads by their bare name. */
export interface Reachable {
  readonly permitted: readonly string[];
  /** By the policies of the clients alone. */
  readonly egress: readonly string[];
  /** By the policies of the targets alone. */
  readonly ingress: readonly string[];
}

export function reachableIn(objects: readonly JsonObject[], outsiders: readonly Outsider[]): Reachable {
  const set = new ManifestSet(objects.map((body) => manifestOf(body)));
  return {
    permitted: linesOf(permittedConnections(set, { outsiders })),
    egress: linesOf(connectionsAdmittedAt('egress', set, { outsiders })),
    ingress: linesOf(connectionsAdmittedAt('ingress', set, { outsiders })),
  };
}

/** What an edge list says of each end: a policy of a client knows only its own edges, and so does one of a target. */
export function reachableBy(edges: Iterable<string>, outsiders: readonly Outsider[]): Reachable {
  const permitted = [...new Set(edges)];
  const outside = new Set(outsiders.map((o) => o.name));
  return {
    permitted,
    egress: permitted.filter((line) => !outside.has(clientOf(line))),
    ingress: permitted.filter((line) => !outside.has(targetOf(line))),
  };
}

/** Lines that only one side has: a failure says what is wrong, and not everything that is right. */
export interface Difference {
  readonly tooMuch: readonly string[];
  readonly missing: readonly string[];
}

export const NO_DIFFERENCE: Difference = { tooMuch: [], missing: [] };

export function difference(found: readonly string[], expected: readonly string[]): Difference {
  const [here, there] = [new Set(found), new Set(expected)];
  return { tooMuch: found.filter((line) => !there.has(line)), missing: expected.filter((line) => !here.has(line)) };
}

/** Holds all three against what they should be. */
export function differences(found: Reachable, expected: Reachable): Record<keyof Reachable, Difference> {
  return {
    permitted: difference(found.permitted, expected.permitted),
    egress: difference(found.egress, expected.egress),
    ingress: difference(found.ingress, expected.ingress),
  };
}

export const NO_DIFFERENCES: Record<keyof Reachable, Difference> = {
  permitted: NO_DIFFERENCE,
  egress: NO_DIFFERENCE,
  ingress: NO_DIFFERENCE,
};

function linesOf(permissions: readonly Permission[]): string[] {
  return permissions.map(({ client, target, port, protocol }) => `${bare(client)} > ${bare(target)}:${port}/${protocol}`);
}

/** `Deployment/shop/orders` as `orders`. An outsider has no kind, so its name stays. */
function bare(party: string): string {
  return party.replace(/^[A-Z]\w+\/[^/]+\//, '');
}

function clientOf(line: string): string {
  return line.slice(0, line.indexOf(' > '));
}

/** Between the arrow and the last colon: an IPv6 address has colons of its own. */
function targetOf(line: string): string {
  return line.slice(line.indexOf(' > ') + 3, line.lastIndexOf(':'));
}
