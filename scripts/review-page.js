// Opens pages of reviews in a headless Chromium and proves what they promise: node scripts/review-page.js [FOLDER [PAGE]]
// Screenshots go to FOLDER, and with PAGE only that page is opened. The browser is that of CHROME_BIN, or a chromium on the PATH; without one nothing is proved.
const { spawnSync } = require('node:child_process');
const { mkdtempSync, mkdirSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join, resolve } = require('node:path');
const { pathToFileURL } = require('node:url');

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

function browserPath() {
  if (process.env.CHROME_BIN) return process.env.CHROME_BIN;
  const found = NAMES.find((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0);
  return found && spawnSync('sh', ['-c', `command -v ${found}`], { encoding: 'utf8' }).stdout.trim();
}

const faults = [];
let proofs = 0;

/** Something that has to be so. */
function prove(where, what, is) {
  proofs += 1;
  if (!is) faults.push(`${where}: ${what}`);
}

/** A page in a context of its own, with everything written down that it says and asks for. */
async function opened(browser, url, options) {
  const context = await browser.newContext(options);
  // A slow machine is no fault of the page.
  context.setDefaultTimeout(180_000);
  const page = await context.newPage();
  const said = [];
  const asked = [];
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`${error}`));
  await context.route('**', (route) => {
    const own = route.request().url() === url;
    if (!own) asked.push(route.request().url());
    return own ? route.continue() : route.abort();
  });
  await page.goto(url);
  return { page, said, asked, close: () => context.close() };
}

/** Nothing is said, nothing is asked for, nothing is wider than the window, and axe-core has nothing against it. */
async function proveLook(where, { page, said, asked }, axe, width) {
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  for (const { id, help, nodes } of violations)
    faults.push(`${where}: ${id}: ${help}: ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary}`);
  prove(where, 'axe-core looked at nothing', passes.length > 20);
  prove(
    where,
    `the page is ${await page.evaluate(() => document.documentElement.scrollWidth)} pixels wide`,
    await page.evaluate((w) => document.documentElement.scrollWidth <= w, width),
  );
  prove(where, `the page says ${said}`, said.length === 0);
  prove(where, `the page asks for ${asked}`, asked.length === 0);
}

const shownRows = (page) =>
  page.evaluate(() => [...document.querySelectorAll('#effects-table tbody tr')].filter((row) => row.getClientRects().length > 0).length);
const focused = (page) =>
  page.evaluate(() => document.activeElement?.id || document.activeElement?.className || document.activeElement?.textContent?.trim());

/** Everything can be done by the keyboard, in the order in which it stands. */
async function proveKeyboard(where, page) {
  await page.keyboard.press('Tab');
  prove(where, 'the first stop is not the link to the effects', (await focused(page)) === 'skip');
  prove(
    where,
    'the link to the effects is not seen when it is reached',
    await page.evaluate(() => document.activeElement.getBoundingClientRect().top >= 0),
  );
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  prove(where, 'what is reached is not seen to be', outline === 'solid');
  await page.keyboard.press('Enter');
  prove(where, 'the link to the effects leads elsewhere', (await page.evaluate(() => location.hash)) === '#effects');
  await page.keyboard.press('/');
  prove(where, '/ does not lead to the search', (await focused(page)) === 'search');
  prove(where, '/ is written into the search', (await page.inputValue('#search')) === '');
  const order = await page.evaluate(() => [...document.querySelectorAll('[tabindex]')].every(({ tabIndex }) => tabIndex <= 0));
  prove(where, 'the order of stops is not that of the page', order);
  await page.keyboard.press('Tab');
  prove(where, 'the kinds do not come after the search', (await focused(page)) === 'kind');
  await page.locator('#effects-table tbody summary').first().focus();
  const fold = page.locator('#effects-table tbody details').first();
  const was = await fold.evaluate(({ open }) => open);
  await page.keyboard.press('Enter');
  prove(where, 'Enter does not unfold', (await fold.evaluate(({ open }) => open)) !== was);
}

/** Search, filters and sorting do what they say. */
async function proveTable(where, page) {
  const all = await shownRows(page);
  const count = () => page.textContent('#count');
  await page.fill('#search', 'no-such-word-anywhere');
  prove(where, 'a word that is nowhere finds something', (await shownRows(page)) === 0 && /^0 of /.test(await count()));
  await page.press('#search', 'Escape');
  prove(where, 'Escape does not show all again', (await shownRows(page)) === all);
  const [object] = await page.locator('#effects-table tbody tr .where code').allTextContents();
  await page.fill('#search', object.slice(0, 60));
  prove(where, 'an object is not found by its name', (await shownRows(page)) >= 1);
  await page.click('#show-all');
  prove(where, 'the button does not show all again', (await shownRows(page)) === all);
  const kind = await page.locator('#kind option').nth(1).getAttribute('value');
  await page.selectOption('#kind', kind);
  const ofKind = await page.locator(`#effects-table tbody tr[data-kind="${kind}"]`).count();
  prove(where, 'a kind shows others too', (await shownRows(page)) === ofKind && ofKind > 0);
  await page.click('#show-all');
  const box = page.locator('#filter input[name=state]').first();
  const state = await box.getAttribute('value');
  await box.uncheck();
  prove(
    where,
    'a severity that is not wanted is shown',
    (await page.locator(`#effects-table tbody tr[data-state="${state}"]:visible`).count()) === 0,
  );
  await box.check();
  const where3 = async () => page.locator('#effects-table tbody tr .where').allTextContents();
  const head = page.locator('#effects-table thead th').nth(2);
  await head.locator('button').press('Enter');
  const up = await where3();
  prove(
    where,
    'places are not sorted',
    up.every((text, i) => i === 0 || up[i - 1] <= text) && (await head.getAttribute('aria-sort')) === 'ascending',
  );
  await head.locator('button').press('Enter');
  prove(
    where,
    'places are not sorted the other way',
    (await head.getAttribute('aria-sort')) === 'descending' && (await where3())[0] === up.at(-1),
  );
}

/** The switches are the style sheet's work, with and without the script. */
async function proveSwitches(where, page) {
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.check('#theme-dark');
  const dark = await paper();
  await page.check('#theme-light');
  prove(where, 'light and dark are the same', (await paper()) === 'rgb(255, 255, 255)' && dark === 'rgb(13, 17, 23)');
  if ((await page.locator('#picture-before').count()) === 0) return;
  for (const end of ['before', 'after', 'both']) {
    await page.check(`#picture-${end}`);
    const shown = await page.locator('.picture:visible').evaluateAll((all) => all.map(({ className }) => className));
    prove(where, `${shown} is shown, and not ${end}`, shown.join() === `picture ${end}`);
  }
}

async function proveWithoutScript(browser, name, url) {
  const where = `${name} without its script`;
  const { page, close } = await opened(browser, url, { javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
  prove(where, 'what needs the script is shown', (await page.locator('#filter:visible').count()) === 0);
  prove(where, 'rows are missing', (await shownRows(page)) === (await page.locator('#effects-table tbody tr').count()));
  await page.locator('#theme-dark').check();
  await close();
}

async function provePrint(browser, name, url) {
  const { page, close } = await opened(browser, url, { colorScheme: 'dark' });
  await page.emulateMedia({ media: 'print' });
  prove(
    `${name} in print`,
    'it is not light',
    (await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)) === 'light',
  );
  prove(
    `${name} in print`,
    'what nobody can press is printed',
    (await page.locator('.filter:visible, .bar:visible, .choice:visible').count()) === 0,
  );
  prove(`${name} in print`, 'it cannot be printed', (await page.pdf()).length > 10_000);
  await close();
}

/** How long a search takes, as the reader sees it. */
async function proveSpeed(where, page) {
  const took = await page.evaluate(() => {
    const begun = performance.now();
    const search = document.getElementById('search');
    search.value = 'app-99';
    search.dispatchEvent(new Event('input', { bubbles: true }));
    document.body.getBoundingClientRect();
    return performance.now() - begun;
  });
  prove(where, `a search takes ${Math.round(took)} ms`, took < 1000);
  return took;
}

async function main([shots, wanted]) {
  const executablePath = browserPath();
  if (!executablePath) return console.log('review-page: skipped, because there is no Chromium: set CHROME_BIN or install chromium');
  const { chromium } = require('playwright-core');
  const { source: axe } = require('axe-core');
  const folder = mkdtempSync(join(tmpdir(), 'review-page-'));
  if (shots) mkdirSync(shots, { recursive: true });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--force-prefers-reduced-motion'] });
  try {
    for (const [name, made] of Object.entries(require('./review-pages').PAGES)) {
      if (wanted && name !== wanted) continue;
      const html = made();
      const file = join(folder, `${name}.html`);
      writeFileSync(file, html);
      const url = pathToFileURL(file).href;
      for (const width of [320, 1280])
        for (const colorScheme of ['light', 'dark']) {
          // What a thousand rows show, ten rows show too; what they take is the question.
          if (name === 'thousand' && (width === 320) === (colorScheme === 'light')) continue;
          const where = `${name}, ${colorScheme}, ${width} px`;
          const tab = await opened(browser, url, { colorScheme, viewport: { width, height: 900 } });
          await proveLook(where, tab, axe, width);
          if (shots) await tab.page.screenshot({ path: resolve(shots, `${name}-${colorScheme}-${width}.png`) });
          if (name !== 'nothing') await proveKeyboard(where, tab.page);
          if (name !== 'nothing') await proveTable(where, tab.page);
          if (name === 'thousand') await proveSpeed(where, tab.page);
          await proveSwitches(where, tab.page);
          prove(where, `in use the page says ${tab.said}`, tab.said.length === 0);
          prove(where, `in use the page asks for ${tab.asked}`, tab.asked.length === 0);
          await tab.close();
        }
      await proveWithoutScript(browser, name, url);
      await provePrint(browser, name, url);
      console.log(`${name}: ${Math.round(html.length / 1024)} KiB`);
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
  for (const fault of faults) console.error(fault);
  console.log(`review-page: ${proofs - faults.length} of ${proofs} proofs hold in ${executablePath}`);
  if (faults.length > 0) process.exitCode = 1;
}

main(process.argv.slice(2));
