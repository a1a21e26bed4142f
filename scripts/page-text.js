// How pages that are made from rules show their texts and examples.

/** Text that Markdown shows as it is. */
function text(plain) {
  return plain.replace(/[\\|*_<>[\]]/g, '\\$&').replace(/(?<=\w)\\_(?=\w)/g, '_');
}

/** An example as a block of YAML. */
function yaml(example) {
  return `\`\`\`yaml\n${example.replace(/^\n|\n$/g, '')}\n\`\`\``;
}

/** Where a rule comes from; nothing where it says nothing. */
function sources(see) {
  return see.length === 0 ? '' : `\nSee ${see.map((url) => `<${url}>`).join(', ')}.\n`;
}

/** Writes the files of a folder, and removes what is none of them. */
function writeFolder(folder, written) {
  const { mkdirSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
  const { join } = require('node:path');
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (!written.has(name)) rmSync(join(folder, name));
  for (const [name, content] of written) writeFileSync(join(folder, name), content);
}

module.exports = { sources, text, writeFolder, yaml };
