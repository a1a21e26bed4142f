import { API_LIFECYCLE } from './api-lifecycle-table';
import { apiVersionsOf, definitionOfKind, knownVersions, servedKind } from './schemas/shapes';

/** What became of a form of a kind: minor versions of Kubernetes, undefined for what was not, or lies before all known ones. */
export interface FormHistory {
  readonly introduced?: number;
  readonly removed?: number;
}

/** What became of a form, as far as anything is known of it. */
export function historyOf(apiVersion: string, kind: string): FormHistory {
  const form = `${apiVersion}/${kind}`;
  if (Object.hasOwn(API_LIFECYCLE, form)) {
    const [introduced = 0, , removed = 0] = API_LIFECYCLE[form] ?? [];
    return { introduced, ...(removed > 0 && { removed }) };
  }
  const served = servedKind(apiVersion, kind);
  const [since = 0, until = 0] = [served.at(0)?.since, served.at(-1)?.until];
  const { since: first, until: last } = knownVersions();
  return { ...(since > first && { introduced: since }), ...(until > 0 && until < last && { removed: until + 1 }) };
}

/** The form to write instead of one: what replaces it, or its replacement in turn, as far as the version serves it; else its stable kin. */
export function formInstead(apiVersion: string, kind: string, minor: number): string | undefined {
  let best: string | undefined;
  for (let next = replacement(apiVersion, kind); next !== undefined; next = replacement(next, kind))
    if (definitionOfKind(next, kind, minor) !== undefined) best = next;
  return best ?? kinOf(apiVersion, kind, minor)[0];
}

function replacement(apiVersion: string, kind: string): string | undefined {
  const form = `${apiVersion}/${kind}`;
  return Object.hasOwn(API_LIFECYCLE, form) ? API_LIFECYCLE[form]?.[3] : undefined;
}

/** Other forms of the same group that the version serves and means to keep, the most stable first. */
function kinOf(apiVersion: string, kind: string, minor: number): string[] {
  const group = groupOf(apiVersion);
  const kin = apiVersionsOf(kind, minor).filter(
    (other) => other !== apiVersion && groupOf(other) === group && deprecatedSince(other, kind) > minor,
  );
  return ['', 'beta', 'alpha'].flatMap((stage) => kin.filter((other) => (/alpha|beta/.exec(other)?.[0] ?? '') === stage).reverse());
}

function deprecatedSince(apiVersion: string, kind: string): number {
  return API_LIFECYCLE[`${apiVersion}/${kind}`]?.[1] || Number.POSITIVE_INFINITY;
}

function groupOf(apiVersion: string): string {
  return apiVersion.slice(0, apiVersion.lastIndexOf('/') + 1);
}
