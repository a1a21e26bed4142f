/** Engine of a database, and its version. */
export class DatabaseEngine {
  /**
   * PostgreSQL, as docker.io/library/postgres has it.
   *
   * @param version tag of the image: `17.6`, or `17` for its newest minor version
   */
  public static postgres(version: string): DatabaseEngine {
    return new DatabaseEngine(version);
  }

  /** Version, as in the image's tag. */
  public readonly version: string;

  private constructor(version: string) {
    this.version = version;
  }

  /** Image of the engine. @internal */
  public get _image(): string {
    return `postgres:${this.version}`;
  }

  /** Major version; NaN when the version does not begin with one. @internal */
  public get _major(): number {
    return Number.parseInt(this.version, 10);
  }
}
