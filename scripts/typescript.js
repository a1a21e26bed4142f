// Lets node require TypeScript: node -r ./scripts/typescript.js FILE. Types are stripped and not checked, which is
// `npm run lint`'s work. Does what ts-node does, without loading a compiler: what was stripped once is kept beside the
// installed packages, under the digest of its text. Errors show the lines of the source with --enable-source-maps, and
// else those of the stripped text: reading the maps of 400 files is a tenth of a synthesis.
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const mapped = process.execArgv.includes('--enable-source-maps');
const swc = require('@swc/core/package.json').version;
const folder = join(__dirname, '../node_modules/.cache/typescript', swc);

/** The text that was kept under a name; undefined when there is none. */
function kept(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Keeps a text for the next run, whole or not at all; a folder that can't be written to is no fault. */
function keep(path, code) {
  try {
    mkdirSync(folder, { recursive: true });
    const partial = `${path}.${process.pid}`;
    writeFileSync(partial, code);
    renameSync(partial, path);
  } catch {
    // Stripped again the next time.
  }
}

function strip(source, filename) {
  return require('@swc/core').transformSync(source, {
    filename,
    swcrc: false,
    sourceMaps: mapped ? 'inline' : false,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs', noInterop: true },
  }).code;
}

require.extensions['.ts'] = (module, filename) => {
  const source = readFileSync(filename, 'utf8');
  const path = join(folder, createHash('sha256').update(`${mapped}\0${filename}\0${source}`).digest('hex'));
  let code = kept(path);
  if (code === undefined) {
    code = strip(source, filename);
    keep(path, code);
  }
  module._compile(code, filename);
};
