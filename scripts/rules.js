// Writes docs/rules: a page for each rule, and an index by pack. All of it is made from the rules themselves.
const { join } = require('node:path');
const { sources, text, writeFolder, yaml } = require('./page-text');

const INTRO = `# Rules

What every check looks for. A \`ShopApp\` runs all of it before it writes, \`checkApp\` over any other cdk8s app, and
\`ShopValidation\` as a plugin of cdk8s-cli. An error stops the synthesis and nothing is written; a warning weakens what
runs; a note is worth a look. Ids are public API: an id keeps its meaning, and is never given to another rule.

[How to waive a finding, disable a rule, or write rules of your own](../guides/own-rules.md).

These pages are made from the rules by \`npm run docs\`.
`;

const SEVERITIES = {
  error: 'An **error**: it is refused or breaks something, and synthesis stops.',
  warning: 'A **warning**: it weakens what runs.',
  note: 'A **note**: it is worth a look.',
};

/** The page of a rule. */
function page({ id, severity, why, wanted, fix, wrong, right, see }, pack) {
  return `# ${id}

${text(why)}

${SEVERITIES[severity]} Pack: [${pack}](README.md#${pack}).

- **Wanted:** ${text(wanted)}
- **Fix:** ${text(fix)}

Breaks it:

${yaml(wrong)}

Keeps it:

${yaml(right)}
${sources(see)}`;
}

/** The index for packs with their rules. */
function index(packs) {
  const sections = packs.map(({ name, about, rules }) => {
    const rows = rules.map(({ id, severity, wanted }) => `| [${id}](${id}.md) | ${severity} | ${text(wanted)} |`);
    return ['', `## ${name}`, '', text(about), '', '| Rule | Severity | Wanted |', '| --- | --- | --- |', ...rows, ''].join('\n');
  });
  return INTRO + sections.join('');
}

/** Every file of docs/rules, by its name. */
function files(packs) {
  const pages = packs.flatMap(({ name, rules }) => rules.map((rule) => [`${rule.id}.md`, page(rule, name)]));
  return new Map([['README.md', index(packs)], ...pages]);
}

/** All that have rules to document: the packs, and what is found before and after them. */
function sections({ packs, reading, waivers }) {
  return [
    ...packs,
    { name: 'reading', about: 'A file is what it seems to be: found by `cdk8s-shop check` while it reads.', rules: reading },
    { name: 'waivers', about: 'An exception ends, and is for something.', rules: waivers },
  ];
}

module.exports = { files, sections };
if (require.main === module) {
  require('./typescript');
  const { BUILT_IN_PACKS: packs } = require('../lib/checks/registry');
  const { WAIVER_RULES: waivers } = require('../lib/checks/waiver');
  const { YAML_RULES } = require('../lib/reading/reading-rules');
  const { OBJECT_RULES } = require('../lib/reading/object-rules');
  writeFolder(join(__dirname, '../docs/rules'), files(sections({ packs, reading: [...YAML_RULES, ...OBJECT_RULES], waivers })));
}
