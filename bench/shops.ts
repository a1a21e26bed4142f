// Builds and synthesizes a shop of N components and prints what it took: node -r ts-node/register bench/shops.ts N shop|plain FOLDER
import { ApiObject, App } from 'cdk8s';
import { Shop, ShopApp, ShopDatabase, ShopProfile, ShopQueue, ShopWebTier, ShopWorker } from '../lib';

const [count = '100', kind = 'shop', outdir = 'dist'] = process.argv.slice(2);

/** Ten components a time: a database, a queue, six web tiers of which each calls the one before, two workers. */
function build(app: App, components: number): void {
  const shop = new Shop(app, 'bench', { profile: ShopProfile.staging() });
  for (let i = 0; i < components / 10; i++) {
    const db = new ShopDatabase(shop, `db-${i}`);
    const queue = new ShopQueue(shop, `queue-${i}`);
    let before: ShopWebTier | undefined;
    for (let j = 0; j < 6; j++) {
      const connections = [db.query(), queue.publish(), ...(before ? [before.call()] : [])];
      before = new ShopWebTier(shop, `web-${i}-${j}`, { image: 'registry.example/web:1', port: 8080, connections });
    }
    for (let j = 0; j < 2; j++)
      new ShopWorker(shop, `worker-${i}-${j}`, { image: 'registry.example/worker:1', connections: [queue.consume(), db.query()] });
  }
}

const began = process.hrtime.bigint();
const app = kind === 'shop' ? new ShopApp({ outdir }) : new App({ outdir });
build(app, Number(count));
app.synth();
const seconds = Number(process.hrtime.bigint() - began) / 1e9;
const objects = app.node.findAll().filter((c) => ApiObject.isApiObject(c)).length;
console.log(JSON.stringify({ seconds, objects }));
