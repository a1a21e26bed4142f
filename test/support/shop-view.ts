import { ShopApp } from '../../lib';
import type { ShopView } from '../../lib/writers/shop-view';

/** The only shop of an app, as writers read it. */
export function viewOf(build: (app: ShopApp) => unknown): ShopView {
  const app = new ShopApp();
  build(app);
  const [view, ...more] = app._views();
  if (!view || more.length > 0) throw new Error('not one shop');
  return view;
}
