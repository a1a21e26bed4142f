import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCAL_FORMAT, type LocalFacts } from '../../writers/compose/local-json';
import { UsageError } from '../usage-error';

/** Where ShopApp writes it, unless it is told otherwise. */
export const COMPOSE_FOLDER = 'artifacts/compose';

/** What the shop in a folder needs to be started; says how to get the folder where it is not there. */
export function localFacts(folder: string): LocalFacts {
  const file = join(folder, 'local.json');
  if (!existsSync(file) || !existsSync(join(folder, 'compose.yaml'))) throw new UsageError(missing(folder));
  const facts = parsed(file);
  if (facts.format !== LOCAL_FORMAT)
    throw new UsageError(`${file} was written by another version of cdk8s-shop. Synthesize the shop again.`);
  return facts;
}

function parsed(file: string): LocalFacts & { readonly format?: number } {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`${file} is no JSON: ${error.message}. Synthesize the shop again.`);
    throw error;
  }
}

function missing(folder: string): string {
  return [
    `no shop to start in ${folder}.`,
    'Have it written: new ShopApp({ artifacts: { compose: {} } }), then synthesize.',
    'Of several shops each has a folder of its own: --folder artifacts/SHOP/compose',
  ].join('\n');
}
