import * as fc from 'fast-check';
import { type ImageKind, ShopImage, type ShopImageProps } from '../../../lib';
import type { BaseImage } from '../../../lib/model/base-image';
import { BASE_IMAGES } from '../../../lib/model/base-image-catalogue';

/** How an image of each kind is made with what every kind says, and the least that its own says. */
const MAKERS: Readonly<Record<ImageKind, (props: ShopImageProps) => ShopImage>> = {
  'static-site': (props) => ShopImage.staticSite('image', props),
  node: (props) => ShopImage.node('image', { ...props, entry: 'server.js' }),
  python: (props) => ShopImage.python('image', { ...props, module: 'shop' }),
  java: (props) => ShopImage.java('image', { ...props, jar: 'target/shop.jar' }),
  go: (props) => ShopImage.go('image', props),
  dotnet: (props) => ShopImage.dotnet('image', { ...props, project: 'Shop.csproj' }),
  php: (props) => ShopImage.php('image', props),
  ruby: (props) => ShopImage.ruby('image', { ...props, command: ['puma'] }),
  generic: (props) => ShopImage.generic('image', { ...props, command: ['/shop'] }),
};

const path = fc.stringMatching(/^\/[a-z]{1,8}(\/[a-z]{1,8}){0,2}$/);
const id = fc.integer({ min: 1, max: 2 ** 31 - 1 });

/** Any base of the catalogue, with anything that the manifests could disagree about. */
export const RANDOM_IMAGE: fc.Arbitrary<ShopImage> = fc
  .record({
    base: fc.constantFrom(...BASE_IMAGES),
    image: fc.stringMatching(/^registry[.]example\/[a-z]{1,8}:[0-9][.][0-9]$/),
    port: fc.option(
      fc.integer({ min: 1024, max: 65_535 }).filter((port) => port !== 9000),
      { nil: undefined },
    ),
    user: fc.option(fc.record({ uid: id, gid: fc.option(id, { nil: undefined }) }), { nil: undefined }),
    livenessPath: fc.option(path, { nil: undefined }),
    readinessPath: fc.option(path, { nil: undefined }),
    writablePaths: fc.uniqueArray(
      path.filter((p) => p !== '/tmp').map((p) => ({ path: p })),
      { maxLength: 3, selector: (w) => w.path },
    ),
  })
  .map(({ base, ...props }) => imageOf(base, props));

/** An image on a base of the catalogue. */
export function imageOf({ kind, version, flavour }: BaseImage, props: ShopImageProps): ShopImage {
  return MAKERS[kind]({ ...props, version, flavour });
}
