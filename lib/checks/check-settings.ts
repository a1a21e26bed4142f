/** What rules have to be told about a shop, because no manifest says it. A rule without its setting finds nothing. */
export interface CheckSettings {
  /** Registries that images may come from, with or without a path: `registry.example/bookshop`. */
  readonly registries?: readonly string[];
}
