// The shop that the images in this folder are for: dist/ and artifacts/images/<name>/Dockerfile, from one description.
import { join } from 'node:path';
import { Shop, ShopApp, ShopEdge, ShopProfile, ShopWebTier } from '../../lib';
import { IMAGES } from './images';

const app = new ShopApp({ outdir: process.env.CDK8S_OUTDIR ?? join(__dirname, 'dist'), artifacts: { images: Object.values(IMAGES) } });
const shop = new Shop(app, 'images', { profile: ShopProfile.staging() });

const prices = new ShopWebTier(shop, 'prices', IMAGES.prices.webTier());
const stock = new ShopWebTier(shop, 'stock', IMAGES.stock.webTier());
const recommendations = new ShopWebTier(shop, 'recommendations', {
  ...IMAGES.recommendations.webTier(),
  connections: [prices.call(), stock.call()],
});
const site = new ShopWebTier(shop, 'site', { ...IMAGES.site.webTier(), servicePort: 80 });

new ShopEdge(shop, 'edge', {
  host: 'shop.example',
  routes: [
    { path: '/', to: site },
    { path: '/recommendations', to: recommendations },
  ],
  tlsSecretName: 'edge-tls',
});

app.synth();
