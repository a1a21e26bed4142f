import { isCidr } from '../../core/addresses';
import { isAbsolutePath, isPort } from '../../core/names';
import { type Rule, refuse } from '../../core/shop-error';
import { roomOf } from './local-networks';
import type { LocalShop } from './local-shop';
import type { ShopCompose } from './shop-compose';

/** The options with what they are held against. */
interface ComposeInput {
  readonly options: ShopCompose;
  readonly shop: LocalShop;
  /** Networks that the shop needs. */
  readonly networks: number;
}

/** Refuses options that cannot be. */
export function refuseCompose(input: ComposeInput): void {
  refuse(input.shop.view.name, input, RULES);
}

const RULES: ReadonlyArray<Rule<ComposeInput>> = [
  {
    code: 'SHOP-R001',
    broken: ({ options, shop }) => {
      const names = new Set(shop.pods.map(({ pods }) => pods.name));
      return Object.keys(options.development ?? {}).flatMap((name) => (names.has(name) ? [] : [`development of "${name}"`]));
    },
    wanted: 'the names of components that run pods on this machine',
    fix: 'correct the name, or leave it out',
  },
  {
    code: 'SHOP-R002',
    broken: ({ options: { edgePort }, shop }) => {
      if (edgePort === undefined) return [];
      const last = edgePort + Math.max(0, shop.edges.length - 1);
      return isPort(edgePort) && isPort(last) ? [] : [`the edge's port ${edgePort}`];
    },
    wanted: 'a whole number from 1 to 65535, with room for a port for each edge',
    fix: 'correct the port',
  },
  {
    code: 'SHOP-R003',
    broken: ({ options: { networkRange: range }, networks }) => {
      if (range === undefined) return [];
      if (!isCidr(range) || range.includes(':')) return [`the range of networks "${range}"`];
      return roomOf(range) >= networks ? [] : [`the range ${range} with room for ${roomOf(range)} of ${networks} networks`];
    },
    wanted: 'a range of IPv4 with 16 addresses for each network, as 10.213.0.0/16',
    fix: 'name a larger range that nothing else on the machine uses',
  },
  {
    code: 'SHOP-R004',
    broken: ({ options }) =>
      Object.entries(options.development ?? {}).flatMap(([name, { mounts = {} }]) =>
        Object.keys(mounts)
          .filter((path) => !isAbsolutePath(path))
          .map((path) => `the mount "${path}" of "${name}"`),
      ),
    wanted: 'absolute paths in the container, without ".." or a slash at the end',
    fix: 'correct the path',
  },
];
