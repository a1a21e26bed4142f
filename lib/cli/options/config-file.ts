import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { CheckConfig } from '../../checks/check-config';
import { UsageError } from '../usage-error';

const FIELDS: Readonly<Record<keyof CheckConfig, 'list' | 'map' | 'text'>> = {
  packs: 'list',
  kubernetes: 'text',
  settings: 'map',
  disabled: 'list',
  severities: 'map',
  waivers: 'list',
};

/** The configuration that a file of JavaScript or TypeScript exports, as its default or as a whole. */
export function configFrom(file: string): CheckConfig {
  const path = resolve(file);
  const load = createRequire(path);
  if (/\.[cm]?ts$/.test(path)) allowTypeScript(load, file);
  const exported = loaded(load, path, file) as { readonly default?: unknown };
  const config = exported?.default ?? exported;
  const faults = faultsIn(config);
  if (faults.length > 0) throw new UsageError(`${file}: ${faults.join('; ')}`);
  return config as CheckConfig;
}

function loaded(load: NodeJS.Require, path: string, file: string): unknown {
  try {
    return load(path);
  } catch (error) {
    throw new UsageError(`${file} cannot be loaded: ${messageOf(error)}`);
  }
}

/** The first line: Node goes on with who required what. */
function messageOf(error: unknown): string {
  const { message } = (error ?? {}) as { readonly message?: unknown };
  return (typeof message === 'string' ? message : String(error)).split('\n')[0] ?? '';
}

/** A project that has its manifests in TypeScript has ts-node or a Node that reads types; this package brings neither. */
function allowTypeScript(load: NodeJS.Require, file: string): void {
  if ('.ts' in load.extensions || 'typescript' in process.features) return;
  try {
    load('ts-node/register/transpile-only');
  } catch {
    throw new UsageError(`${file} is TypeScript, and there is no ts-node beside it. Install ts-node, or use a Node that reads TypeScript.`);
  }
}

function faultsIn(config: unknown): string[] {
  if (typeof config !== 'object' || config === null || Array.isArray(config)) return ['its export is no object of options'];
  return Object.entries(config).flatMap(([field, value]) => {
    if (!Object.hasOwn(FIELDS, field)) return [`the unknown option "${field}"`];
    const wanted = FIELDS[field as keyof CheckConfig];
    return value === undefined || kindOf(value) === wanted ? [] : [`"${field}" is to be a ${wanted}`];
  });
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'string') return 'text';
  return typeof value === 'object' && value !== null ? 'map' : typeof value;
}
