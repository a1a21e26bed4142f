import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ShopApp, ShopProfile } from 'cdk8s-shop';
import { toHaveNoFindings } from 'cdk8s-shop/testing';
import { makeShop } from '../shop';

expect.extend({ toHaveNoFindings });

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'shop-'));
});
afterEach(() => rmSync(outdir, { recursive: true }));

/** The app of a stage, written to a folder of the test. */
function synthesized(profile: string): ShopApp {
  const app = new ShopApp({ outdir });
  makeShop(app, ShopProfile.named(profile));
  app.synth();
  return app;
}

/** The files of a folder, by name. */
function filesIn(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

test.each(['staging', 'production'])('no rule finds anything in %s', (profile) => {
  expect(synthesized(profile)).toHaveNoFindings();
});

// One replica, and volumes that go with their service: what rules warn of is what development is for.
test('nothing is wrong with development', () => {
  expect(synthesized('development')).toHaveNoFindings({ from: 'error' });
});

// dist/ is what a review reads and what is applied: after a change, `npm run synth` writes it anew.
test('dist/ is fresh', () => {
  synthesized('staging');
  expect(filesIn(join(__dirname, '..', 'dist'))).toEqual(filesIn(outdir));
});
