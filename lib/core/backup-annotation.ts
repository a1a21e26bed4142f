/** Annotation of a workload with the value `none`: whoever answers for its data decided that nothing saves it. */
export const BACKUP = 'cdk8s-shop/backup';

/** What the annotation says then. */
export const NO_BACKUP = 'none';
