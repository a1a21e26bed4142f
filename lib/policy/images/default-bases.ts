import { BaseFlavour, type BaseImage, ImageKind } from '../../model/base-image';
import { BASE_IMAGES } from '../../model/base-image-catalogue';

/** Version and flavour of a kind that says none. */
interface DefaultBase {
  readonly version: string;
  readonly flavour: BaseFlavour;
}

/**
 * The longest-supported version that most libraries know, on the base with the least in it that runs what they bring:
 * Python's and Ruby's have no distroless image at a version of one's own, and their native packages come for glibc.
 * nginx and fpm have none either; Alpine's have no compiler, and what they run is interpreted.
 */
const DEFAULTS: Readonly<Record<ImageKind, DefaultBase>> = {
  [ImageKind.STATIC_SITE]: { version: '1.30', flavour: BaseFlavour.ALPINE },
  [ImageKind.NODE]: { version: '24', flavour: BaseFlavour.DISTROLESS },
  [ImageKind.PYTHON]: { version: '3.13', flavour: BaseFlavour.SLIM },
  [ImageKind.JAVA]: { version: '25', flavour: BaseFlavour.DISTROLESS },
  [ImageKind.GO]: { version: '1.26', flavour: BaseFlavour.DISTROLESS },
  [ImageKind.DOTNET]: { version: '10.0', flavour: BaseFlavour.DISTROLESS },
  [ImageKind.PHP]: { version: '8.4', flavour: BaseFlavour.ALPINE },
  [ImageKind.RUBY]: { version: '3.4', flavour: BaseFlavour.SLIM },
  [ImageKind.GENERIC]: { version: '13', flavour: BaseFlavour.DISTROLESS },
};

/** The base of the catalogue that is meant; a version is only that of another flavour's system where the kind is generic. */
export function baseFor(kind: ImageKind, version: string | undefined, flavour: BaseFlavour | undefined): BaseImage | undefined {
  const { version: usual, flavour: least } = DEFAULTS[kind];
  const wanted = flavour ?? least;
  const own = BASE_IMAGES.filter((base) => base.kind === kind && base.flavour === wanted);
  return own.find((base) => base.version === (version ?? usual)) ?? (version === undefined ? own[0] : undefined);
}
