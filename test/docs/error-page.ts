import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import * as lib from '../../lib';
import * as checks from '../../lib/entry/checks';
import * as reviews from '../../lib/entry/review';

export const PAGES = join(__dirname, '../../docs/errors');

/** A page of docs/errors. */
export interface ErrorPage {
  readonly code: string;
  readonly summary: string;
  readonly wanted: string;
  readonly fix: string;
  readonly refused: string;
  readonly accepted: string;
}

/** The codes that have a page. */
export function pageCodes(): string[] {
  return readdirSync(PAGES)
    .filter((name) => name.startsWith('SHOP-'))
    .map((name) => name.replace(/\.md$/, ''))
    .sort();
}

/** The form of every page: title, what happened, what is wanted, what to do, an example of either kind. */
const FORM =
  /^# (?<code>SHOP-[A-Z]+\d+)\n\n(?<summary>[^\n]+)\n\n- \*\*Wanted:\*\* (?<wanted>[^\n]+)\n- \*\*Fix:\*\* (?<fix>[^\n]+)\n\nRefused:\n\n```ts\n(?<refused>.+?)\n```\n\nAccepted:\n\n```ts\n(?<accepted>.+?)\n```\n$/s;

/** A page, read. Fails where it has another form. */
export function readPage(code: string): ErrorPage {
  const groups = FORM.exec(readFileSync(join(PAGES, `${code}.md`), 'utf8'))?.groups;
  if (!groups) throw new Error(`docs/errors/${code}.md has another form than the other pages`);
  return groups as unknown as ErrorPage;
}

/** What an example may name: the library, cdk8s, cdk8s-plus, and a shop of either kind in an app. */
function namesIn(folder: string): Record<string, unknown> {
  const app = new lib.ShopApp({ outdir: join(folder, 'dist') });
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const lock = join(folder, 'lock');
  writeFileSync(lock, '{ "version": 1, "images": {} }');
  return {
    ...pick(kplus, ['Cpu', 'HorizontalPodAutoscaler', 'NetworkPolicy']),
    ...pick(cdk8s, ['ApiObject', 'App', 'Chart', 'Duration', 'Size']),
    ...lib,
    Construct,
    ...pick(checks, ['BUILT_IN_PACKS', 'ManifestSet', 'check', 'inputFiles', 'manifestOf', 'readManifests', 'rulesOf']),
    ...pick(reviews, ['textFile', 'wholeManifests']),
    app,
    folder,
    file,
    lock,
    shop: new lib.Shop(app, 'shop', { profile: lib.ShopProfile.development() }),
    production: new lib.Shop(app, 'production', { profile: lib.ShopProfile.production() }),
  };
}

function pick(from: object, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)));
}

/** Runs an example in an app of its own and gives the text of the error that it throws; undefined when it throws none. */
export function runExample(example: string): string | undefined {
  const { code } = transformSync(example, { isModule: false, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } });
  const folder = mkdtempSync(join(tmpdir(), 'error-page-'));
  try {
    const names = namesIn(folder);
    new Function(...Object.keys(names), code)(...Object.values(names));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The faults that the text of an error tells, one a line. */
export function faultsIn(text: string): Array<{ readonly code: string; readonly wanted: string; readonly fix: string }> {
  return text.split('\n').map((line) => {
    const groups = /^(?<code>SHOP-[A-Z]+\d+) at .+?: got .+; wanted (?<wanted>.+)\. Fix: (?<fix>.+)\.$/.exec(line)?.groups;
    if (!groups) throw new Error(`no fault: ${line}`);
    return { code: `${groups.code}`, wanted: `${groups.wanted}`, fix: `${groups.fix}` };
  });
}
