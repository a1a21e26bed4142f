import type { ImageLockData } from '../model/image-lock-data';
import { readLock } from '../reading/image-lock-file';

/**
 * The digests that `cdk8s-shop images lock` took from the registries. Synthesis reads the file and asks nobody, so that
 * the same commit gives the same manifests, also where no registry can be reached.
 *
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md
 */
export class ImageLock {
  /**
   * The lock in a file.
   *
   * Throws where the file is missing, cannot be read, or holds something else.
   *
   * @param file path of images.lock.json, from the current folder
   */
  public static fromFile(file: string): ImageLock {
    return new ImageLock(readLock(file));
  }

  /** The digests by the reference as it is used: what `imageDigests` of a `Shop` takes. */
  public readonly digests: { [image: string]: string };

  private constructor(
    /** @internal */
    public readonly _data: ImageLockData,
  ) {
    this.digests = Object.fromEntries(Object.entries(_data.images).map(([image, { digest }]) => [image, digest]));
  }
}
