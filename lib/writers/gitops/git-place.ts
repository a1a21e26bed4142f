/** Where the artifacts are, for tools that read them from Git. */
export interface GitPlace {
  readonly repository: string;
  readonly revision: string;
  /** Folder of the shop's artifacts in the repository. */
  readonly path: string;
}
