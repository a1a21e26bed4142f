import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

const LIB = join(__dirname, '..', 'lib');

/** What each room may import, beside itself. */
const ALLOWED: Record<string, readonly string[]> = {
  core: [],
  model: ['core'],
  policy: ['core', 'model'],
  planning: ['core', 'model', 'policy'],
  manifests: ['core', 'model'],
  checks: ['core', 'model', 'manifests'],
  // Its report draws pictures of what talks to what.
  review: ['core', 'model', 'manifests', 'checks', 'writers'],
  writers: ['core', 'model', 'manifests'],
  constructs: ['core', 'model', 'policy', 'planning'],
  app: ['core', 'model', 'policy', 'planning', 'manifests', 'checks', 'review', 'writers', 'constructs', 'reading'],
  reading: ['core', 'model', 'manifests', 'checks'],
  // The only room that reaches the network, and programs of the user's that keep his credentials.
  registry: ['core', 'model'],
  cli: ['core', 'model', 'manifests', 'checks', 'reading', 'registry', 'review', 'writers'],
  testing: ['core', 'model', 'manifests', 'checks', 'reading', 'review', 'app', 'writers'],
  // What the package exports beside index.ts.
  entry: ['model', 'manifests', 'checks', 'reading', 'review', 'app', 'testing'],
};

/** Packages, imports/ among them, and the only rooms that may import each. */
const PACKAGES: Record<string, readonly string[]> = {
  cdk8s: ['constructs', 'app'],
  constructs: ['constructs', 'app', 'testing'],
  'cdk8s-plus-27': ['constructs'],
  imports: ['constructs'],
  croner: ['core'],
  'node:crypto': ['core', 'writers', 'registry'],
  'node:net': ['core'],
  'node:util': ['cli'],
  'node:module': ['cli'],
  'node:path': ['cli'],
};

/** Single files with a right of their own. */
const FILES: Record<string, readonly string[]> = {
  'node:fs': [
    'writers/file-tree.ts',
    'reading/input-files.ts',
    'reading/image-lock-file.ts',
    'cli/app/app-project.ts',
    'cli/app/output-folder.ts',
    'cli/compose/compose-folder.ts',
    'cli/verbs/diff-verb.ts',
    'cli/verbs/down-verb.ts',
    'cli/app/folder-snapshot.ts',
    'cli/compose/local-secrets.ts',
    'cli/init/new-folder.ts',
    'cli/own-package.ts',
    'cli/replaced-file.ts',
    'cli/profiles/profile-run.ts',
    'cli/init/project-template.ts',
    'cli/options/report-files.ts',
  ],
  'node:path': ['writers/file-tree.ts', 'app/shop-app.ts', 'testing/to-be-safe-upgrade-of.ts', 'testing/to-match-manifests.ts'],
  'node:crypto': ['cli/app/folder-snapshot.ts', 'cli/compose/local-secrets.ts'],
  'node:timers/promises': ['cli/verbs/images-lock-verb.ts'],
  'node:os': ['cli/verbs/diff-verb.ts', 'cli/profiles/profile-causes.ts', 'cli/program.ts'],
  'node:child_process': ['cli/shell-command.ts', 'cli/program.ts', 'registry/credential-helper.ts'],
  'js-yaml': ['reading/yaml-text.ts'],
  chokidar: ['cli/app/watch.ts'],
  '@dagrejs/dagre': ['writers/diagram/columns.ts'],
};

/** The one file that may ask what day it is: it begins the command. */
const CLOCK = 'cli/main.ts';

interface Import {
  readonly file: string;
  readonly room: string;
  readonly target: string;
}

function sources(): string[] {
  return readdirSync(LIB, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.ts'));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(LIB, file), 'utf8');
  const found = [...text.matchAll(/(?:\bfrom |require\(|import\()'([^'\n]+)'(?:;|\))/g)].map((m) => m[1] ?? '');
  return found.map((target) => ({ file, room: file.split('/')[0] ?? '', target }));
}

function roomOf({ file, target }: Import): string {
  const path = normalize(join(LIB, dirname(file), target));
  const inLib = relative(LIB, path);
  return inLib.startsWith('..') ? (inLib.split('/')[1] ?? '') : (inLib.split('/')[0] ?? '');
}

function broken(edge: Import): boolean {
  if (edge.file === 'index.ts') return false;
  if (!edge.target.startsWith('.')) return !(PACKAGES[edge.target]?.includes(edge.room) || FILES[edge.target]?.includes(edge.file));
  const room = roomOf(edge);
  if (room === 'imports') return !PACKAGES.imports?.includes(edge.room);
  return room !== edge.room && !ALLOWED[edge.room]?.includes(room);
}

describe('the rooms of lib/', () => {
  const edges = sources().flatMap(importsOf);

  test('every import goes in an allowed direction', () => {
    expect(edges.length).toBeGreaterThan(200);
    expect(edges.filter(broken)).toEqual([]);
  });

  test('the rule sees what it forbids', () => {
    expect(broken({ file: 'policy/labels.ts', room: 'policy', target: '../constructs/shop' })).toBe(true);
    expect(broken({ file: 'model/value.ts', room: 'model', target: 'cdk8s' })).toBe(true);
    expect(broken({ file: 'checks/x.ts', room: 'checks', target: '../../imports/gateways' })).toBe(true);
    expect(broken({ file: 'app/shop-app.ts', room: 'app', target: 'node:fs' })).toBe(true);
    expect(broken({ file: 'model/value.ts', room: 'model', target: '../core/order' })).toBe(false);
  });

  test('nothing reads the clock, chance, or the environment', () => {
    const impure = sources().filter(
      (f) => f !== CLOCK && /process\.env|Date\.now|new Date\(\)|Math\.random/.test(readFileSync(join(LIB, f), 'utf8')),
    );
    expect(impure).toEqual([]);
  });

  test('no two files import each other, directly or around', () => {
    const next = new Map<string, string[]>();
    for (const e of edges.filter((x) => x.target.startsWith('.') && !isTypeOnly(x))) {
      next.set(e.file, [...(next.get(e.file) ?? []), `${relative(LIB, normalize(join(LIB, dirname(e.file), e.target)))}.ts`]);
    }
    const cycles: string[][] = [];
    const done = new Set<string>();
    const visit = (file: string, path: string[]): void => {
      if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file]);
      if (path.includes(file) || done.has(file)) return;
      for (const target of next.get(file) ?? []) visit(target, [...path, file]);
      done.add(file);
    };
    for (const file of next.keys()) visit(file, []);
    expect(cycles).toEqual([]);
  });

  test('files stay within 260 lines', () => {
    const long = sources()
      .map((f) => ({ f, lines: readFileSync(join(LIB, f), 'utf8').split('\n').length }))
      .filter(({ f, lines }) => lines > 260 && f !== 'constructs/workload-props.ts' && f !== 'constructs/workload-rules.ts');
    expect(long).toEqual([]);
  });
});

/** Types vanish at compile time, so they make no cycle. */
function isTypeOnly({ file, target }: Import): boolean {
  const text = readFileSync(join(LIB, file), 'utf8');
  const escaped = target.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const statements = [...text.matchAll(new RegExp(`import ([^;]*?) from '${escaped}'`, 'g'))].map((m) => m[1] ?? '');
  return statements.length > 0 && statements.every((s) => s.startsWith('type ') || /^\{(\s*type [^,]+,?)+\s*\}$/.test(s));
}
