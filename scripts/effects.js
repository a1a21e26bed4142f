// Writes docs/effects: a page for each rule of a review, and an index by kind. All of it is made from the rules themselves.
const { join } = require('node:path');
const { sources, text, writeFolder, yaml } = require('./page-text');

const INTRO = `# Effects

What a review says that a change does to the running shop, each with why and how to get there safely. An error is refused,
loses data or stops what runs; a warning wants a decision; a note is to be known. One rule may find effects of several
kinds and severities: these are what it finds as a rule. Ids are public API: waivers name them, and an id keeps its meaning.

These pages are made from the rules by \`npm run docs\`.
`;

const SEVERITIES = { error: 'An **error**', warning: 'A **warning**', note: 'A **note**' };

/** The page of a rule; found are the effects of its example. */
function page({ id, kind, severity, reason, recipe, before, after, see }, { label, sentence }, found) {
  const steps =
    recipe.length === 0 ? '' : `\nHow to get there safely:\n\n${recipe.map((step, i) => `${i + 1}. ${text(sentence(step))}`).join('\n')}\n`;
  const said = found.map((effect) => `- **${effect.severity}**, ${label(effect.kind)}: ${text(effect.object)} ${text(effect.summary)}`);
  return `# ${id}

${text(sentence(reason))}

${SEVERITIES[severity]} of the kind [${label(kind)}](README.md#${kind}).
${steps}
## Example

Before:

${yaml(before)}

After:

${yaml(after)}

The review says:

${said.join('\n')}
${sources(see)}`;
}

/** The index: the kinds in their order, each with its rules. */
function index(rules, kinds) {
  const sections = kinds.flatMap(({ kind, label, meaning }) => {
    const rows = rules
      .filter((rule) => rule.kind === kind)
      .map(({ id, severity, reason }) => `| [${id}](${id}.md) | ${severity} | ${text(reason)} |`);
    if (rows.length === 0) return [];
    return [['', `## ${label}`, '', text(meaning), '', '| Rule | Severity | Why |', '| --- | --- | --- |', ...rows, ''].join('\n')];
  });
  return INTRO + sections.join('');
}

/** Every file of docs/effects, by its name. */
function files() {
  const { EFFECT_KINDS } = require('../lib/review/effect');
  const { EFFECT_TEXTS } = require('../lib/review/effect-texts');
  const { KIND_TEXTS, kindLabel } = require('../lib/review/reports/kind-texts');
  const { sentence } = require('../lib/review/reports/sentence');
  const kinds = EFFECT_KINDS.map((kind) => ({ kind, label: kindLabel(kind), meaning: sentence(KIND_TEXTS[kind].meaning) }));
  const pages = EFFECT_TEXTS.map((rule) => [`${rule.id}.md`, page(rule, { label: kindLabel, sentence }, effectsOf(rule))]);
  return new Map([['README.md', index(EFFECT_TEXTS, kinds)], ...pages]);
}

/** What a rule finds in its own example. */
function effectsOf({ id, before, after }) {
  const { review } = require('../lib/review/review');
  const end = (name, yamlText) => ({ name, manifests: manifestsIn(yamlText) });
  return review(end('before', before), end('after', after)).effects.filter(({ rule }) => rule === id);
}

function manifestsIn(yamlText) {
  const { readManifests } = require('../lib/reading/read');
  const bytes = Buffer.from(yamlText);
  return readManifests([{ name: 'example.yaml', size: bytes.length, read: () => bytes }]).manifests;
}

module.exports = { files };
if (require.main === module) {
  require('./typescript');
  writeFolder(join(__dirname, '../docs/effects'), files());
}
