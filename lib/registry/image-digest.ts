import { createHash } from 'node:crypto';
import { sortedBy } from '../core/order';
import type { Answer } from './exchange';
import type { Registry } from './registry';
import { RegistryFailure, saidBy } from './registry-failure';
import { errorIn, fieldsOf, jsonOf } from './registry-json';

/** What a reference stands for in its registry. */
export interface ResolvedImage {
  readonly digest: string;
  readonly mediaType: string;
  /** Platforms of an index, in order; none of a single manifest. */
  readonly platforms: readonly string[];
}

/** Types of what stands for an image on several platforms, and on one. */
const INDEXES = ['application/vnd.oci.image.index.v1+json', 'application/vnd.docker.distribution.manifest.list.v2+json'];
const MANIFESTS = ['application/vnd.oci.image.manifest.v1+json', 'application/vnd.docker.distribution.manifest.v2+json'];
const ACCEPT = [...INDEXES, ...MANIFESTS].join(', ');

/**
 * What a tag stands for now. Only what is new is fetched, and its bytes are held against the digest: to ask for a digest
 * alone (HEAD) is free at Docker Hub, to fetch a manifest counts as a pull.
 * @see https://docs.docker.com/docker-hub/usage/pulls/
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-manifests
 */
export async function resolveImage(registry: Registry, path: string, tag: string, known?: ResolvedImage): Promise<ResolvedImage> {
  const digest = digestIn(await registry.manifest('HEAD', path, tag, ACCEPT));
  if (digest !== undefined && digest === known?.digest) return known;
  const answer = await registry.manifest('GET', path, digest ?? tag, ACCEPT);
  if (answer.status !== 200) throw statusFailure(registry.name, answer);
  const found = described(registry.name, answer);
  if (digest === undefined || digest === found.digest) return found;
  throw new RegistryFailure(
    `content with the digest ${found.digest} from ${registry.name}, which names it ${digest}`,
    'do not use the image, and ask those who run the registry and the network',
  );
}

/** Some registries do not answer HEAD, or not with a digest; then the bytes say what it is. */
function digestIn({ status, headers }: Answer): string | undefined {
  const digest = headers.get('docker-content-digest') ?? '';
  return status === 200 && /^sha256:[a-f0-9]{64}$/.test(digest) ? digest : undefined;
}

function described(registry: string, { headers, body }: Answer): ResolvedImage {
  const { mediaType: stated, manifests } = jsonOf(body);
  const sent = headers.get('content-type')?.split(';')[0]?.trim() ?? '';
  const mediaType = typeof stated === 'string' ? stated : sent;
  const isIndex = INDEXES.includes(mediaType) && Array.isArray(manifests);
  if (!isIndex && !(MANIFESTS.includes(mediaType) && typeof jsonOf(body).config === 'object'))
    throw new RegistryFailure(
      `what is no manifest of an image from ${registry} (${saidBy(mediaType) || 'of no type'})`,
      'see that the name is that of an image, and of a registry',
    );
  const digest = `sha256:${createHash('sha256').update(body).digest('hex')}`;
  return { digest, mediaType, platforms: isIndex ? platformsOf(manifests) : [] };
}

/** Attestations stand beside the platforms, as one that is unknown. */
function platformsOf(manifests: readonly unknown[]): string[] {
  const names = manifests.map((manifest) => {
    const { os, architecture, variant } = fieldsOf(fieldsOf(manifest).platform);
    return [os, architecture, variant].filter((part) => typeof part === 'string' && part !== '').join('/');
  });
  return sortedBy(new Set(names.filter((name) => name !== '' && name !== 'unknown/unknown')), (name) => name);
}

function statusFailure(registry: string, { status, body }: Answer): RegistryFailure {
  const fixes: Readonly<Record<number, string>> = {
    403: `log in with \`docker login ${registry}\` as a user who may pull it`,
    404: 'correct the name or the tag, or push the image',
  };
  return new RegistryFailure(`the status ${status} from ${registry}${errorIn(body)}`, fixes[status] ?? 'ask those who run the registry');
}
