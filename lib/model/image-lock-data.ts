import { parseImage } from '../core/image-reference';
import { sortedRecord } from '../core/order';
import type { Fault } from '../core/shop-error';

/** What an image is for: pods run it, or a Dockerfile builds upon it. */
export type ImageUse = 'build' | 'run';

/** What a registry said of a reference. */
export interface LockedImage {
  /** `sha256:` and 64 hex digits. */
  readonly digest: string;
  /** Type of what the digest stands for: one manifest, or an index of one for each platform. */
  readonly mediaType: string;
  /** Platforms of the index, as `linux/arm64`, in order; none where the digest stands for one manifest. */
  readonly platforms: readonly string[];
  readonly use: readonly ImageUse[];
}

/** What images.lock.json holds: references as they are used, without digest, and what each stood for. */
export interface ImageLockData {
  readonly version: typeof LOCK_VERSION;
  readonly images: Readonly<Record<string, LockedImage>>;
}

/** Version of the file's format; another one is refused. */
export const LOCK_VERSION = 1;

const USES: readonly unknown[] = ['build', 'run'];

/** The reference under which an image is locked: what is before its digest. */
export function lockedName(image: string): string {
  const at = image.indexOf('@');
  return at < 0 ? image : image.slice(0, at);
}

/** The text of a lock: the same for the same images, an image's change next to its name. */
export function lockText({ version, images }: ImageLockData): string {
  const entries = Object.entries(sortedRecord(images)).map(([image, { digest, mediaType, platforms, use }]) => {
    return [image, { digest, mediaType, platforms, use }] as const;
  });
  return `${JSON.stringify({ version, images: Object.fromEntries(entries) }, undefined, 2)}\n`;
}

/** What is wrong with a lock, which comes from a file and so may be anything. */
export function lockFaults(path: string, lock: unknown): Fault[] {
  return wrongIn(lock).map((got) => malformedLock(path, got));
}

/** A lock that is none, by what it has instead. */
export function malformedLock(path: string, got: string): Fault {
  return {
    code: 'SHOP-I006',
    path,
    got,
    wanted: 'version 1, and for each image its digest, mediaType, platforms and use',
    fix: 'take the lock from version control, or remove it and run `cdk8s-shop images lock`',
  };
}

function wrongIn(lock: unknown): string[] {
  if (!isMap(lock)) return [`${JSON.stringify(lock) ?? 'nothing'} for a lock`];
  const { version, images, ...unknown } = lock;
  if (version !== LOCK_VERSION) return [version === undefined ? 'no version' : `the version ${JSON.stringify(version)}`];
  if (!isMap(images)) return [`${JSON.stringify(images) ?? 'nothing'} for images`];
  return [
    ...Object.keys(unknown).map((field) => `the unknown field "${field}"`),
    ...Object.entries(images).flatMap(([image, entry]) => wrongEntry(image, entry)),
  ];
}

function wrongEntry(image: string, entry: unknown): string[] {
  if (!isMap(entry)) return [`${JSON.stringify(entry)} for ${image}`];
  const { digest, mediaType, platforms, use, ...unknown } = entry;
  const said = (field: string, value: unknown): string => `${JSON.stringify(value) ?? 'nothing'} as ${field} of ${image}`;
  const isReference = parseImage(image) !== undefined && !image.includes('@');
  return [
    ...(isReference ? [] : [`an entry for "${image}", which is no reference without a digest`]),
    ...(typeof digest === 'string' && /^sha256:[a-f0-9]{64}$/.test(digest) ? [] : [said('digest', digest)]),
    ...(typeof mediaType === 'string' ? [] : [said('mediaType', mediaType)]),
    ...(isListOf(platforms, (item) => typeof item === 'string') ? [] : [said('platforms', platforms)]),
    ...(isListOf(use, (item) => USES.includes(item)) ? [] : [said('use', use)]),
    ...Object.keys(unknown).map((field) => `the unknown field "${field}" of ${image}`),
  ];
}

function isListOf(value: unknown, isRight: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isRight);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
