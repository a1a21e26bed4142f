import { type Rule, refuse } from '../../core/shop-error';
import type { ImageKind } from '../../model/base-image';
import { BASE_IMAGES, CATALOGUE_DAY } from '../../model/base-image-catalogue';
import { NODE_MEGABITS, pullSeconds } from '../../policy/pull-time';
import { baseImageTable } from '../../writers/base-image-table';

/** Which bases are compared, and for which scale-out. */
export interface BaseComparison {
  /**
   * Kind of image.
   *
   * @default - all
   */
  readonly kind?: ImageKind;
  /**
   * What one node takes in, megabits a second.
   *
   * @default 750, which a node of two cores keeps up for hours
   * @see https://docs.aws.amazon.com/ec2/latest/instancetypes/co.html
   */
  readonly nodeMegabits?: number;
  /**
   * Nodes without the image that pull at once when the shop scales out.
   *
   * @default 1
   */
  readonly nodes?: number;
  /**
   * What the registry, or the one way to it, gives to all nodes together, megabits a second.
   *
   * @default - no limit
   */
  readonly registryMegabits?: number;
}

/** The table of bases, each with the least time until a pod on the slowest of the new nodes can start. */
export function comparison(options: BaseComparison): string {
  refuse('ShopImage.compare', options, RULES);
  const { kind, nodeMegabits = NODE_MEGABITS, nodes = 1, registryMegabits } = options;
  const rows = BASE_IMAGES.filter((base) => kind === undefined || base.kind === kind).map((base) => ({
    ...base,
    seconds: base.bytes === undefined ? undefined : pullSeconds({ bytes: base.bytes, nodeMegabits, nodes, registryMegabits }),
  }));
  const together = registryMegabits === undefined ? '' : `, ${registryMegabits} Mbit/s for all together`;
  return baseImageTable(rows, [
    `pull: transfer of the base alone to ${nodes} new ${nodes === 1 ? 'node' : 'nodes'} at once, ${nodeMegabits} Mbit/s each${together}; unpacking comes on top.`,
    `MB: compressed, linux/amd64. Ends of life as of ${CATALOGUE_DAY}, from https://endoflife.date; empty where none is set.`,
  ]);
}

const RULES: ReadonlyArray<Rule<BaseComparison>> = [
  {
    code: 'SHOP-B014',
    broken: ({ nodeMegabits, nodes, registryMegabits }) =>
      Object.entries({ nodeMegabits, nodes, registryMegabits }).flatMap(([name, value]) =>
        value === undefined || (value > 0 && Number.isFinite(value)) ? [] : [`${name} ${value}`],
      ),
    wanted: 'numbers above 0',
    fix: 'correct the number',
  },
];
