import { ShopProbe } from '../../constructs/shop-probe';
import type { ShopWebTierProps } from '../../constructs/shop-web-tier';
import type { ContainerUser, PortProtocol, SideContainer, WritablePath } from '../../constructs/workload-props';
import { ShopError } from '../../core/shop-error';
import type { ImageRecipe } from '../../model/image-recipe';
import { fpmQuestion } from '../../policy/images/php-image';
import type { ShopImageProps } from './image-props';
import { READINESS_PATH } from './recipe-drafts';

/** What the manifests take from a recipe. */
export interface RunFacts {
  readonly image: string;
  readonly user: ContainerUser;
  readonly writablePaths: WritablePath[];
  readonly port?: number;
  readonly protocol?: PortProtocol;
  readonly readiness?: ShopProbe;
  readonly liveness?: ShopProbe;
  /** nginx, where it is what listens. */
  readonly sidecars?: SideContainer[];
}

/** What a recipe says of the container that its image runs in. */
export function runFacts(recipe: ImageRecipe, props: ShopImageProps, nginxImage: string | undefined): RunFacts {
  const { image, uid, gid, port, livenessPath } = recipe;
  const asked = port === undefined || livenessPath === undefined ? {} : probesOf(livenessPath, props, nginxImage);
  return {
    image,
    user: { uid, gid },
    writablePaths: props.writablePaths ?? [],
    port,
    protocol: props.protocol,
    ...asked,
    // It reads no secret of the shop, and its own end comes after that of PHP.
    ...(nginxImage !== undefined && { sidecars: [{ name: 'nginx', image: nginxImage }] }),
  };
}

/** Readiness of PHP goes through nginx, as requests do; whether PHP lives is its own matter. */
function probesOf(livenessPath: string, props: ShopImageProps, nginxImage: string | undefined) {
  return {
    readiness: ShopProbe.http(props.readinessPath ?? READINESS_PATH),
    liveness: nginxImage === undefined ? ShopProbe.http(livenessPath) : ShopProbe.exec([...fpmQuestion()]),
  };
}

/** What any workload takes. */
export function workloadOf({ image, user, writablePaths }: RunFacts) {
  return { image, user, ...(writablePaths.length > 0 && { writablePaths }) };
}

/** What a web tier takes; an image that listens on nothing is none. */
export function refuseSilent(name: string, facts: RunFacts): ShopWebTierProps {
  const { port, protocol, readiness, liveness, sidecars } = facts;
  if (port === undefined) throw new ShopError([silent(name)]);
  return {
    ...workloadOf(facts),
    port,
    ...(protocol !== undefined && { protocol }),
    ...(readiness && { readiness, liveness }),
    ...(sidecars && { sidecars }),
  };
}

function silent(name: string) {
  return {
    code: 'SHOP-B012',
    path: `ShopImage/${name}`,
    got: 'a web tier of an image that listens on no port',
    wanted: 'an image that listens',
    fix: 'leave out `listens: false`, or make a worker or a job of it',
  };
}
