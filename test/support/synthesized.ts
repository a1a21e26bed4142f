import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';
import type { JsonObject } from '../../lib/manifests/json';

const ROOT = join(__dirname, '..', '..');

/**
 * Runs a shop's own program as its user would, into a folder that is then removed, and reads what it wrote.
 *
 * @param main path of the program, from the root of the repository
 * @param env what the user chooses: SHOP_PROFILE, SHOP_CLUSTER, SHOP_KUBERNETES
 */
export async function synthesized(main: string, env: Readonly<Record<string, string>> = {}): Promise<JsonObject[]> {
  const folder = await mkdtemp(join(tmpdir(), 'shop-'));
  try {
    // Its artifacts are written beside it.
    const dist = join(folder, 'dist');
    const { PATH = '' } = process.env;
    await promisify(execFile)(process.execPath, ['-r', './scripts/typescript.js', join(ROOT, main)], {
      cwd: ROOT,
      env: { PATH, CDK8S_OUTDIR: dist, ...env },
    });
    const files = (await readdir(dist)).filter((file) => file.endsWith('.yaml')).sort();
    const texts = await Promise.all(files.map((file) => readFile(join(dist, file), 'utf8')));
    return texts.flatMap((text) => parseAllDocuments(text).map((document) => document.toJS() as JsonObject));
  } finally {
    await rm(folder, { recursive: true });
  }
}
