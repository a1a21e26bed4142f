/** A container image reference, split as the distribution specification does. */
export interface ImageReference {
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

const HOST = '[a-zA-Z0-9]+(?:-+[a-zA-Z0-9]+)*';
const REGISTRY = `${HOST}(?:\\.${HOST})*(?::[0-9]+)?`;
const SEGMENT = '[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*';
const PATH = `(?:${REGISTRY}/)?${SEGMENT}(?:/${SEGMENT})*`;
const REPOSITORY = new RegExp(`^${PATH}$`);

/** Longest repository name that every implementation takes; newer ones do not count the registry. */
const MAX_REPOSITORY = 255;

const TAG_TEXT = '[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}';
const TAG = new RegExp(`^${TAG_TEXT}$`);
/** The two algorithms that the image specification registers; few registries give the second. */
const DIGEST_TEXT = '(?:sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})';
const DIGEST = new RegExp(`^${DIGEST_TEXT}$`);

/** An image reference as a regular expression that JavaScript and RE2 read alike, for schemas. */
export const IMAGE_PATTERN = `^${PATH}(?::${TAG_TEXT})?(?:@${DIGEST_TEXT})?$`;

/** The same, with a digest. */
export const PINNED_IMAGE_PATTERN = `^${PATH}(?::${TAG_TEXT})?@${DIGEST_TEXT}$`;

/** The same, with a tag, a digest or both; that the tag may not be `latest` is not said. */
export const VERSIONED_IMAGE_PATTERN = `^${PATH}(?::${TAG_TEXT}|(?::${TAG_TEXT})?@${DIGEST_TEXT})$`;

/**
 * Splits `repository[:tag][@digest]`; undefined when the text is no image reference.
 * @see https://github.com/distribution/reference
 */
export function parseImage(text: string): ImageReference | undefined {
  const at = text.indexOf('@');
  const named = at < 0 ? text : text.slice(0, at);
  const digest = at < 0 ? undefined : text.slice(at + 1);
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const repository = colon < 0 ? named : named.slice(0, colon);
  const tag = colon < 0 ? undefined : named.slice(colon + 1);
  if (repository.length > MAX_REPOSITORY || !REPOSITORY.test(repository)) return undefined;
  if ((tag !== undefined && !TAG.test(tag)) || (digest !== undefined && !DIGEST.test(digest))) return undefined;
  return { repository, tag, digest };
}

/** Where an image is kept. */
export interface ImageHome {
  /** Host of the registry, with its port where it has one. */
  readonly registry: string;
  /** Name of the repository there. */
  readonly path: string;
}

/** The registry of a repository that names none. */
export const DOCKER_HUB = 'docker.io';

/**
 * Where a repository is; one without a registry is at Docker Hub, and one of a single word there in its library.
 * @see https://github.com/distribution/reference
 */
export function homeOf(repository: string): ImageHome {
  const [first = '', ...path] = repository.split('/');
  const named = path.length > 0 && (/[.:A-Z]/.test(first) || first === 'localhost');
  const registry = named ? first.replace(/^index\.docker\.io$/, DOCKER_HUB) : DOCKER_HUB;
  const rest = named ? path.join('/') : repository;
  return { registry, path: registry === DOCKER_HUB && !rest.includes('/') ? `library/${rest}` : rest };
}
