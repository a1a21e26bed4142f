/**
 * What a node of two cores may take in for hours, in megabits a second: the baseline of a c5.large. More comes in bursts,
 * which nodes that start together do not get from one registry.
 * @see https://docs.aws.amazon.com/ec2/latest/instancetypes/co.html
 */
export const NODE_MEGABITS = 750;

/** Who pulls, and through what. */
export interface Pull {
  readonly bytes: number;
  /** What one node takes in, megabits a second. */
  readonly nodeMegabits: number;
  /** Nodes that have not got the image yet and pull at once. */
  readonly nodes: number;
  /** What the registry, or the one way to it, gives to all of them; left out, it is no limit. */
  readonly registryMegabits?: number;
}

/**
 * The least time until the slowest of the nodes has an image, seconds: that of the transfer alone, by the narrower of the
 * node's own way and its share of the common one. Unpacking comes on top.
 */
export function pullSeconds({ bytes, nodeMegabits, nodes, registryMegabits = Number.POSITIVE_INFINITY }: Pull): number {
  const megabits = (bytes * 8) / 1e6;
  return Math.max(megabits / nodeMegabits, (megabits * nodes) / registryMegabits);
}
