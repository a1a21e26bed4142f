// Whether Mermaid itself reads diagrams: node scripts/mermaid.mjs FOLDER FILE…
// FOLDER has mermaid and jsdom installed (npm install --prefix FOLDER mermaid jsdom); they are 200 MB, and so no
// dependencies of the project. Ends with 1 when a file is not read.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder = '.', ...files] = process.argv.slice(2);
const installed = createRequire(join(resolve(folder), 'package.json'));
const { JSDOM } = installed('jsdom');
const { window } = new JSDOM('');
Object.assign(globalThis, { window, document: window.document });
const { default: mermaid } = await import(pathToFileURL(join(resolve(folder), 'node_modules/mermaid/dist/mermaid.core.mjs')).href);

for (const file of files) {
  try {
    const { diagramType } = await mermaid.parse(readFileSync(file, 'utf8'));
    console.log(`${file}: ${diagramType}`);
  } catch (error) {
    console.error(`${file}: ${error.message}`);
    process.exitCode = 1;
  }
}
