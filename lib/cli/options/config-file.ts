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
  const exported = loaded(() => (/\.[cm]?ts$/.test(path) ? typescriptOf(load, path, file) : load(path)), file) as {
    readonly default?: unknown;
  };
  const config = exported?.default ?? exported;
  const faults = faultsIn(config);
  if (faults.length > 0) throw new UsageError(`${file}: ${faults.join('; ')}`);
  return config as CheckConfig;
}

function loaded(load: () => unknown, file: string): unknown {
  try {
    return load();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} cannot be loaded: ${messageOf(error)}`);
  }
}

/** The first line: Node goes on with who required what. */
function messageOf(error: unknown): string {
  const { message } = (error ?? {}) as { readonly message?: unknown };
  return (typeof message === 'string' ? message : String(error)).split('\n')[0] ?? '';
}

/**
 * TypeScript as a project of cdk8s has it: by the ts-node beside it, with imports that name no ending. ts-node leaves ES modules
 * alone, which a Node that reads types takes. This package brings neither.
 */
function typescriptOf(load: NodeJS.Require, path: string, file: string): unknown {
  const before = { ...load.extensions };
  const isAllowed = '.ts' in before;
  const isRegistered = isAllowed || registersTypeScript(load);
  const { typescript } = process.features as { readonly typescript?: unknown };
  if (!isRegistered && !typescript)
    throw new UsageError(`${file} is TypeScript, and there is no ts-node beside it. Install ts-node, or use a Node that reads TypeScript.`);
  try {
    return load(path);
  } catch (error) {
    if (!isRegistered || (error as NodeJS.ErrnoException | null)?.code !== 'ERR_REQUIRE_ESM') throw error;
    if (isAllowed || !typescript)
      throw new UsageError(
        `${file} is an ES module in TypeScript, which ts-node does not load. Name it .cts, or use a Node that reads TypeScript.`,
      );
    // ts-node stands before the endings of JavaScript too.
    for (const ending of Object.keys(load.extensions)) delete load.extensions[ending];
    Object.assign(load.extensions, before);
    return load(path);
  }
}

function registersTypeScript(load: NodeJS.Require): boolean {
  try {
    load('ts-node/register/transpile-only');
    return true;
  } catch {
    return false;
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
