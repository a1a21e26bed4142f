import { ShopApp, ShopProfile } from 'cdk8s-shop';
import { makeShop } from './shop';

// One shop, several stages: SHOP_PROFILE=production npm run synth, or npm run diff for what differs between them.
const app = new ShopApp();
makeShop(app, ShopProfile.named(process.env.SHOP_PROFILE ?? 'staging'));
app.synth();
