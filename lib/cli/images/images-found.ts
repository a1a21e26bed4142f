import { imagesOf } from '../../checks/image-rule';
import { append } from '../../core/groups';
import { parseImage } from '../../core/image-reference';
import { type ImageUse, lockedName } from '../../model/image-lock-data';
import { imagesInDockerfile } from '../../reading/dockerfile-images';
import type { InputFile } from '../../reading/file-values';
import { inputFiles, isThere } from '../../reading/input-files';
import { NOT_A_MANIFEST } from '../../reading/object-rules';
import { readManifests } from '../../reading/read';
import { UsageError } from '../usage-error';

/** References without digests, and what each is for. */
export type FoundImages = ReadonlyMap<string, readonly ImageUse[]>;

/** Where a project has its manifests and, if it builds images, its Dockerfiles. */
const MANIFESTS = 'dist';
const DOCKERFILES = 'artifacts/images';

/** The folders that are searched where the user names none. */
export function usualPlaces(): string[] {
  return [MANIFESTS, ...(isThere(DOCKERFILES) ? [DOCKERFILES] : [])];
}

/**
 * Every image that manifests and Dockerfiles name. One that has a digest and no tag cannot move, so it is found only
 * where the lock has it. Throws where a text cannot be read whole, since an image might be in the rest.
 */
export function imagesFound(paths: readonly string[], isLocked: (image: string) => boolean): FoundImages {
  const files = inputFiles(paths, {
    has: (name) => isDockerfile(name) || /\.(ya?ml|json)$/.test(name),
    about: '.yaml, .yml, .json or Dockerfile',
  });
  const uses = new Map<string, ImageUse[]>();
  const add = (image: string, use: ImageUse): void => {
    const parsed = parseImage(image);
    const name = parsed ? lockedName(image) : image;
    const isFixed = parsed?.digest !== undefined && parsed.tag === undefined && !isLocked(name);
    if (image !== '' && !isFixed && !uses.get(name)?.includes(use)) append(uses, name, use);
  };
  for (const image of imagesBuiltUpon(files.filter(({ name }) => isDockerfile(name)))) add(image, 'build');
  for (const image of imagesRun(files.filter(({ name }) => !isDockerfile(name)))) add(image, 'run');
  return uses;
}

/** Each file is read for itself: folders of several environments have the same objects, with images of their own. */
function imagesRun(files: readonly InputFile[]): string[] {
  const readings = files.map((file) => readManifests([file]));
  const errors = readings
    .flatMap(({ findings }) => findings)
    .filter(({ severity, rule }) => severity === 'error' && rule !== NOT_A_MANIFEST.id);
  const lines = errors.map(({ source, got }) => `${source?.file}:${source?.line}: got ${got}`);
  if (lines.length > 0) throw new UsageError(['images cannot be locked while manifests cannot be read', ...lines].join('\n'));
  return readings.flatMap(({ manifests }) => manifests.pods.flatMap((pods) => [...imagesOf(pods)].map(([image]) => image)));
}

function* imagesBuiltUpon(files: readonly InputFile[]): Iterable<string> {
  for (const file of files) for (const { image } of imagesInDockerfile(new TextDecoder().decode(file.read()))) yield image;
}

/** `Dockerfile`, `Dockerfile.dev`, `orders.Dockerfile`; what is left out of a build has another name. */
function isDockerfile(path: string): boolean {
  return /^(.+\.)?Dockerfile(\..+)?$/.test(path.slice(path.lastIndexOf('/') + 1)) && !path.endsWith('.dockerignore');
}
