import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { GENERATED_MARK, WRITTEN_LIST, writeListedTree, writeTree } from '../../lib/writers/file-tree';
import { faultsOf, messageOf } from '../support/synthesis';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'file-tree-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const ours = (text: string) => `${GENERATED_MARK}\n${text}\n`;

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** Every file below the folder, hidden ones too, with its content. */
function found(): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
}

function write(tree: Record<string, string>, into = folder): void {
  writeTree(into, new Map(Object.entries(tree)), '.yaml');
}

describe('a tree', () => {
  test('is written as it is given, in folders that are made for it', () => {
    write({ 'a.yaml': ours('a'), 'shop/b.yaml': ours('ü'), 'shop/x/c.json': '{}' });
    expect(found()).toEqual({ 'a.yaml': ours('a'), 'shop/b.yaml': ours('ü'), 'shop/x/c.json': '{}' });
  });

  test('makes its own folder, and those above', () => {
    write({ 'a.yaml': 'a' }, join(folder, 'new', 'dist'));
    expect(found()).toEqual({ 'new/dist/a.yaml': 'a' });
  });

  test('leaves nothing else behind', () => {
    write({ 'a.yaml': 'a' });
    expect(readdirSync(folder)).toEqual(['a.yaml']);
  });

  test('replaces an earlier one, and written again changes nothing', () => {
    put('a.yaml', ours('old'));
    write({ 'a.yaml': ours('new') });
    const once = found();
    expect(once).toEqual({ 'a.yaml': ours('new') });
    write({ 'a.yaml': ours('new') });
    expect(found()).toEqual(once);
  });

  test('of nothing removes what was ours', () => {
    put('a.yaml', ours('old'));
    write({});
    expect(found()).toEqual({});
  });
});

describe('what was there before', () => {
  test('goes when it carries the mark, in folders too', () => {
    put('old.yaml', ours('old'));
    put('shop/old.yaml', ours('old'));
    write({ 'shop/new.yaml': ours('new') });
    expect(found()).toEqual({ 'shop/new.yaml': ours('new') });
  });

  test('stays when it is not ours: without the mark, with the mark further down, or of another kind', () => {
    const foreign = {
      'by-hand.yaml': 'kind: ConfigMap\n',
      'quoting.yaml': `# See:\n${GENERATED_MARK}\n`,
      'notes.txt': ours('notes'),
      '.hidden/by-hand.yaml': 'kind: ConfigMap\n',
      'empty.yaml': '',
    };
    for (const [path, text] of Object.entries(foreign)) put(path, text);
    write({ 'a.yaml': ours('a') });
    expect(found()).toEqual({ ...foreign, 'a.yaml': ours('a') });
  });

  test('stays when a link leads to it', () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'file-tree-elsewhere-'));
    writeFileSync(join(elsewhere, 'theirs.yaml'), ours('theirs'));
    symlinkSync(elsewhere, join(folder, 'link'));
    symlinkSync(folder, join(folder, 'circle'));
    symlinkSync(join(elsewhere, 'theirs.yaml'), join(folder, 'link.yaml'));
    write({ 'a.yaml': ours('a') });
    expect(readFileSync(join(elsewhere, 'theirs.yaml'), 'utf8')).toBe(ours('theirs'));
    expect(existsSync(join(folder, 'link.yaml'))).toBe(true);
    rmSync(elsewhere, { recursive: true });
  });

  // No process has the highest number that is one; the second folder has none, and the last that of this one.
  test.each(['-2147483647', '', `-${process.pid}`])('goes when a crashed run has left it, even where a file is to be: %j', (number) => {
    put(`.cdk8s-shop-staging${number}/a.yaml/half.yaml`, GENERATED_MARK.slice(0, 9));
    put(`.cdk8s-shop-staging${number}/whole.yaml`, ours('whole'));
    write({ 'a.yaml': ours('a') });
    expect(readdirSync(folder)).toEqual(['a.yaml']);
  });

  test('stays when another process writes it at this moment', () => {
    const theirs = `.cdk8s-shop-staging-${process.ppid}/a.yaml`;
    put(theirs, ours('theirs'));
    write({ 'a.yaml': ours('a') });
    expect(found()).toEqual({ 'a.yaml': ours('a'), [theirs]: ours('theirs') });
  });
});

describe('a failure', () => {
  const before = { 'a.yaml': ours('old a'), 'shop/b.yaml': ours('old b'), 'orphan.yaml': ours('orphan'), 'by-hand.yaml': 'x' };
  beforeEach(() => {
    for (const [path, text] of Object.entries(before)) put(path, text);
  });

  test('while writing leaves the old tree: a file where a folder should be', () => {
    expect(faultsOf(() => write({ 'a.yaml': ours('new a'), 'c.yaml': ours('c'), 'c.yaml/d.yaml': ours('d') }))).toHaveLength(1);
    expect(found()).toEqual(before);
    expect(readdirSync(folder).sort()).toEqual(['a.yaml', 'by-hand.yaml', 'orphan.yaml', 'shop']);
  });

  test('while moving leaves the old tree: a folder where the last file should be', () => {
    mkdirSync(join(folder, 'z.yaml'));
    put('z.yaml/theirs.txt', 'theirs');
    expect(
      faultsOf(() => write({ 'a.yaml': ours('new a'), 'new.yaml': ours('n'), 'shop/b.yaml': ours('new b'), 'z.yaml': ours('z') })),
    ).toEqual([expect.objectContaining({ code: 'SHOP-F001', got: 'EISDIR: illegal operation on a directory, read' })]);
    expect(found()).toEqual({ ...before, 'z.yaml/theirs.txt': 'theirs' });
    expect(readdirSync(folder).sort()).toEqual(['a.yaml', 'by-hand.yaml', 'orphan.yaml', 'shop', 'z.yaml']);
  });

  test('is told with the folder, what happened and what to do: a file where the folder should be', () => {
    const path = join(folder, 'by-hand.yaml', 'dist');
    expect(messageOf(() => write({ 'a.yaml': 'a' }, path))).toBe(
      `SHOP-F001 at ${path}: got ENOTDIR: not a directory, mkdir '${path}'; wanted a folder in which files can be made and replaced. ` +
        'Fix: correct its permissions and what is in the way, or name another outdir.',
    );
    expect(found()).toEqual(before);
  });

  test.each(['/proc/x', '/proc/x/dist', '/dev/null/dist'])('is told of %s, in which no folder can be made', (path) => {
    expect(faultsOf(() => write({ 'a.yaml': 'a' }, path))).toEqual([expect.objectContaining({ code: 'SHOP-F001', path })]);
  });

  test('is told of a link that leads nowhere', () => {
    symlinkSync(join(folder, 'nowhere'), join(folder, 'link'));
    expect(faultsOf(() => write({ 'a.yaml': 'a' }, join(folder, 'link', 'dist')))).toEqual([
      expect.objectContaining({ got: `EEXIST: file already exists, mkdir '${join(folder, 'link')}'` }),
    ]);
  });

  /** Runs as a user to whom permissions apply; they do not to root, under which containers often test. */
  function unprivileged(call: () => void): void {
    const root = process.geteuid?.() === 0;
    if (root) process.seteuid?.(65_534);
    try {
      call();
    } finally {
      if (root) process.seteuid?.(0);
    }
  }

  test('of permissions leaves the old tree: a folder that may be read alone', () => {
    chmodSync(folder, 0o555);
    unprivileged(() => {
      expect(faultsOf(() => write({ 'a.yaml': ours('new a') }))).toEqual([
        expect.objectContaining({
          code: 'SHOP-F001',
          path: folder,
          got: `EACCES: permission denied, mkdir '${join(folder, `.cdk8s-shop-staging-${process.pid}`)}'`,
        }),
      ]);
    });
    chmodSync(folder, 0o755);
    expect(found()).toEqual(before);
  });

  test('while removing orphans leaves the old tree, orphans among it', () => {
    put('z-locked/orphan.yaml', ours('orphan'));
    for (const path of [folder, join(folder, 'shop')]) chmodSync(path, 0o777);
    chmodSync(join(folder, 'z-locked'), 0o555);
    unprivileged(() => {
      expect(faultsOf(() => write({ 'c.yaml': ours('c') }))).toEqual([
        expect.objectContaining({ got: `EACCES: permission denied, unlink '${join(folder, 'z-locked', 'orphan.yaml')}'` }),
      ]);
    });
    chmodSync(join(folder, 'z-locked'), 0o755);
    expect(found()).toEqual({ ...before, 'z-locked/orphan.yaml': ours('orphan') });
  });
});

describe('a tree with a list of what was written', () => {
  const writeListed = (tree: Record<string, string>) => writeListedTree(folder, new Map(Object.entries(tree)));

  test('knows its own files in any format, and leaves those of others', () => {
    writeListed({ 'graph.json': '{}', 'compose/compose.yaml': 'a' });
    put('notes.json', '{}');
    writeListed({ 'graph.json': '{ }' });
    expect(found()).toEqual({ [WRITTEN_LIST]: 'graph.json\n', 'graph.json': '{ }', 'notes.json': '{}' });
  });

  test('takes nothing away that lies outside of its folder, whatever the list says', () => {
    put('inner/a.json', '{}');
    put('outer.json', '{}');
    put(`inner/${WRITTEN_LIST}`, '../outer.json\na.json\n\n.\n');
    writeListedTree(join(folder, 'inner'), new Map());
    expect(found()).toEqual({ [`inner/${WRITTEN_LIST}`]: '', 'outer.json': '{}' });
  });
});
