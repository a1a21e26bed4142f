/**
 * Order in which files of dist/ are applied: the number leads the file name, so that plain name order is right.
 */
export enum Phase {
  FOUNDATION = 0,
  DATA = 10,
  MIGRATION = 20,
  WORKLOAD = 30,
  EDGE = 40,
  OBSERVABILITY = 50,
  /** The user's own objects beside the components, which may refer to any of them. */
  OTHER = 60,
}
