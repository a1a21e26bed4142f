import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ShopApp, ShopProfile } from 'cdk8s-shop';
import { toHaveNoFindings } from 'cdk8s-shop/testing';
import { makeShop } from '../shop';

expect.extend({ toHaveNoFindings });

/** The files of a folder, by name. */
function filesIn(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

test.each(['staging', 'production'])('no rule finds anything in %s', (name) => {
  const app = new ShopApp();
  makeShop(app, ShopProfile.named(name));
  expect(app).toHaveNoFindings();
});

// One replica, and volumes that go with their service: what rules warn of is what development is for.
test('nothing is wrong with development', () => {
  const app = new ShopApp();
  makeShop(app, ShopProfile.development());
  expect(app).toHaveNoFindings({ from: 'error' });
});

// dist/ is what a review reads and what is applied: after a change, `npm run synth` writes it anew.
test('dist/ is fresh', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'shop-'));
  try {
    const app = new ShopApp({ outdir });
    makeShop(app, ShopProfile.staging());
    app.synth();
    expect(filesIn(join(__dirname, '..', 'dist'))).toEqual(filesIn(outdir));
  } finally {
    rmSync(outdir, { recursive: true });
  }
});
