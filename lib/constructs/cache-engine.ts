/** Engine of a cache, and its version. */
export class CacheEngine {
  /**
   * Valkey, under the BSD licence.
   *
   * @param version tag of the image valkey/valkey, a Debian one
   */
  public static valkey(version: string): CacheEngine {
    return new CacheEngine('valkey', `valkey/valkey:${version}`);
  }

  /**
   * Redis; from version 8 on under AGPL, RSAL or SSPL.
   *
   * @param version tag of the image redis, a Debian one
   */
  public static redis(version: string): CacheEngine {
    return new CacheEngine('redis', `redis:${version}`);
  }

  /** Head of the names of its programs. @internal */
  public readonly _program: 'valkey' | 'redis';
  /** Image of the engine. @internal */
  public readonly _image: string;

  private constructor(program: 'valkey' | 'redis', image: string) {
    this._program = program;
    this._image = image;
  }
}
