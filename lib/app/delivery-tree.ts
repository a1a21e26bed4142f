import { HELPER_IMAGE } from '../core/helper-image';
import { sortedBy } from '../core/order';
import { refuse } from '../core/shop-error';
import type { FileTree } from '../writers/file-tree';
import { argoCdTree } from '../writers/gitops/argo-cd';
import { fluxTree } from '../writers/gitops/flux';
import { helmChart } from '../writers/helm/helm-chart';
import { type Environment, kustomizeTree } from '../writers/kustomize/kustomize';
import type { ShopView } from '../writers/shop-view';
import { DELIVERY_RULES } from './delivery-rules';
import type { GitSource, ShopDelivery } from './shop-delivery';

/** What is asked for each shop, by its name; the paths are relative to the folder of the shop's artifacts. */
export function deliveryTrees(shops: readonly ShopView[], wanted: ShopDelivery): ReadonlyMap<string, FileTree> {
  const others = otherEnvironments(wanted);
  refuse('artifacts', { wanted, shops, others }, DELIVERY_RULES);
  const several = shops.length > 1;
  return new Map(
    shops.map((shop) => {
      const environments = [{ name: shop.profile.name, shop }, ...[...others].flatMap(([name, own]) => ofShop(name, shop, own))];
      return [shop.name, deliveryTree(environments, wanted, several ? `/${shop.name}` : '')];
    }),
  );
}

/** The first environment is the app's own, which the others are told by their difference from. */
function deliveryTree(environments: readonly Environment[], wanted: ShopDelivery, folder: string): FileTree {
  const { helm, argoCd, flux } = wanted;
  const [own] = environments;
  if (!own) return new Map();
  return new Map([
    ...((wanted.kustomize ?? (argoCd || flux)) ? kustomizeTree(own.shop, environments) : []),
    ...(helm ? helmChart(own.shop, { version: '0.1.0', testImage: HELPER_IMAGE, ...given(helm) }) : []),
    ...(argoCd
      ? argoCdTree(environments, {
          namespace: 'argocd',
          project: 'default',
          automated: true,
          clusters: {},
          ...given(argoCd),
          ...placeOf(argoCd, folder),
        })
      : []),
    ...(flux ? fluxTree(environments, { namespace: 'flux-system', ...given(flux), ...placeOf(flux, folder) }) : []),
  ]);
}

function placeOf({ repository, revision = 'main', path = 'artifacts' }: GitSource, folder: string) {
  return { repository, revision, path: `${path}${folder}` };
}

/** The options that have a value: from other languages, those left out come as undefined. */
function given<T extends object>(options: T): T {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T;
}

function ofShop(name: string, { name: wanted }: ShopView, shops: readonly ShopView[]): Environment[] {
  return shops.filter((shop) => shop.name === wanted).map((shop) => ({ name, shop }));
}

/** Every other environment, checked and resolved; what is wrong with any of them is said with its name. */
function otherEnvironments({ environments = {} }: ShopDelivery): ReadonlyMap<string, readonly ShopView[]> {
  const wrong: string[] = [];
  const views = sortedBy(Object.entries(environments), ([name]) => name).map(([name, app]): [string, readonly ShopView[]] => {
    try {
      return [name, app._views()];
    } catch (error) {
      wrong.push(`In the environment ${name}:\n${(error as Error).message}`);
      return [name, []];
    }
  });
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  return new Map(views);
}
