// Writes docs/errors/README.md: the index of the pages beside it, one for each code that an error can have.
const { readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const folder = join(__dirname, '../docs/errors');

/** What the letter of a code stands for, in the order of the index. */
const AREAS = {
  N: 'Names, labels and annotations',
  G: 'The graph: components and connections',
  C: 'Clusters and profiles',
  I: 'Images',
  B: 'Images that are built',
  W: 'Workloads',
  J: 'Jobs',
  D: 'Databases, caches and stores',
  Q: 'Queues',
  S: 'Secrets',
  E: 'The edge',
  X: 'What is outside',
  P: 'Planning',
  M: 'Manifests',
  K: 'Checks',
  F: 'Files',
  L: 'Delivery: Kustomize, Helm, Argo CD, Flux',
  R: 'The local run',
};

const INTRO = `# Errors

Every error tells its code, the construct path, what was got, what is wanted, and how to fix it:

\`\`\`text
SHOP-W001 at bookshop/orders: got the port 70000; wanted a whole number from 1 to 65535. Fix: correct the port.
\`\`\`

All faults are told at once, one a line, and nothing has been written. A code is public API: it keeps its meaning, and is
never given to another. Each has a page with an example that is refused and one that is accepted.

In the examples \`app\` is a \`ShopApp\`, \`shop\` a shop in it with the development profile, \`production\` one with the
production profile, \`folder\` an empty folder, and \`lock\` the path of a lock of images. The other names are imported from cdk8s-shop, cdk8s-shop/checks,
cdk8s-shop/review, cdk8s, cdk8s-plus-27 and constructs.

This index is made from the pages by \`node scripts/errors.js\`.
`;

/** The text of the index for pages of a code and a summary each. */
function index(pages) {
  const sections = Object.entries(AREAS).map(([letter, title]) => {
    const own = pages.filter((page) => page.code.replace(/^SHOP-|\d+$/g, '') === letter);
    const rows = own.map((page) => `| [${page.code}](${page.code}.md) | ${page.summary} |`);
    return ['', `## ${title}`, '', '| Code | What happened |', '| --- | --- |', ...rows, ''].join('\n');
  });
  return INTRO + sections.join('');
}

/** The pages of docs/errors, by code. */
function pages() {
  const names = readdirSync(folder).filter((name) => name.startsWith('SHOP-'));
  return names.sort().map((name) => {
    const [title, , text] = readFileSync(join(folder, name), 'utf8').split('\n');
    const [summary] = text.split(/(?<=\.) /);
    return { code: title.slice(2), summary };
  });
}

module.exports = { index, pages };
if (require.main === module) writeFileSync(join(folder, 'README.md'), index(pages()));
