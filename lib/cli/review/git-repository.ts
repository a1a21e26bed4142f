import { posix } from 'node:path';
import { type InputFile, MAX_FILE_BYTES } from '../../reading/file-values';
import { isManifestFile } from '../../reading/input-files';
import type { RunProgram } from '../program';
import type { Environment } from '../terminal';
import { UsageError } from '../usage-error';

/** A commit, and what the user calls it. */
export interface Commit {
  readonly ref: string;
  readonly id: string;
}

/** What a commit has at some paths. */
export interface CommittedFiles {
  readonly files: readonly InputFile[];
  /** Paths at which it has no manifest. */
  readonly absent: readonly string[];
  /** What is no file there, and why it was not read. */
  readonly skipped: readonly string[];
}

interface Entry {
  readonly mode: string;
  readonly id: string;
  readonly size: number;
  readonly path: string;
}

const LIST = ['--literal-pathspecs', 'ls-tree', '-r', '-z', '-l', '--full-tree'] as const;

const SUBMODULE = '160000';

const NOT_FILES: Readonly<Record<string, string>> = { '120000': 'a link', [SUBMODULE]: 'a submodule' };

/** What is committed in the repository around a folder: read by git itself, which checks nothing out. */
export class GitRepository {
  private constructor(
    private readonly git: (args: readonly string[], input?: string) => Promise<GitAnswer>,
    /** The folder, from the root of the repository. */
    private readonly prefix: string,
    private readonly isShallow: boolean,
    /** The commit that is checked out; undefined where there is none yet. */
    private readonly head: string | undefined,
  ) {}

  public static async around(folder: string, run: RunProgram, environment?: Environment): Promise<GitRepository> {
    const git = async (args: readonly string[], input?: string): Promise<GitAnswer> => {
      const ended = await run({
        command: 'git',
        args,
        folder,
        quiet: true,
        ...(environment && { environment }),
        ...(input !== undefined && { input }),
      });
      if (!ended) throw new UsageError('there is no git here, which reads the commits. Install it, or name two folders');
      return { code: ended.code, reason: firstLine(ended.error), output: Buffer.from(ended.output) };
    };
    const place = await git(['rev-parse', '--show-prefix', '--is-shallow-repository']);
    if (place.code !== 0) throw new UsageError(`no repository of git can be read in ${folder}: ${place.reason}`);
    const [prefix, shallow] = place.output.toString('utf8').split('\n') as [string, string];
    const head = await git(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
    return new GitRepository(git, prefix, shallow === 'true', head.code === 0 ? head.output.toString('utf8').trim() : undefined);
  }

  /** The commit that a ref stands for. */
  public async commit(ref: string): Promise<Commit> {
    // What begins with a dash would be an option, and is no name that git allows.
    const found = ref.startsWith('-') ? undefined : await this.git(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
    if (found?.code === 0) return { ref, id: found.output.toString('utf8').trim() };
    throw new UsageError(`git knows no commit "${ref}"${this.shallowHint()}`);
  }

  /** The commit from which two others have come: the end of a branch's own history. */
  public async mergeBase(first: Commit, second: Commit): Promise<Commit> {
    const { code, output } = await this.git(['merge-base', first.id, second.id]);
    if (code !== 0) throw new UsageError(`${first.ref} and ${second.ref} have no common ancestor${this.shallowHint()}`);
    const id = output.toString('utf8').trim();
    return { ref: `${first.ref} (merge base ${id.slice(0, 10)})`, id };
  }

  /** The manifests of a commit at paths, which are given from the folder that the user is in. */
  public async filesAt(commit: Commit, paths: readonly string[]): Promise<CommittedFiles> {
    const found = await Promise.all(paths.map(async (path) => ({ path, entries: await this.entriesAt(commit, path) })));
    const entries = [...new Map(found.flatMap((place) => place.entries.map((entry) => [entry.path, entry] as const))).values()];
    const texts = entries.filter(({ mode }) => !(mode in NOT_FILES));
    const bytes = await this.contents(texts.filter(({ size }) => size <= MAX_FILE_BYTES).map(({ id }) => id));
    return {
      files: texts.map(({ id, size, path }) => ({ name: this.nameOf(commit, path), size, read: () => bytes.get(id) ?? new Uint8Array() })),
      absent: found.filter((place) => !place.entries.some(({ mode }) => !(mode in NOT_FILES))).map(({ path }) => path),
      skipped: entries.filter(({ mode }) => mode in NOT_FILES).map(({ mode, path }) => `${commit.ref}:${path}, ${NOT_FILES[mode]}`),
    };
  }

  /** Findings about what is checked out lie in the files that the user sees. */
  private nameOf({ ref, id }: Commit, path: string): string {
    return id === this.head ? path : `${ref}:${path}`;
  }

  private async entriesAt({ ref, id }: Commit, path: string): Promise<Entry[]> {
    const place = posix.join(this.prefix, path).replace(/\/+$/, '');
    if (place === '..' || place.startsWith('../') || posix.isAbsolute(path))
      throw new UsageError(`${path} is not in the repository: a path from the present folder is wanted`);
    const below = place === '.' || place === '' ? [] : [place];
    const { code, reason, output } = await this.git([...LIST, id, '--', ...below]);
    if (code !== 0) throw new UsageError(`git cannot list ${ref}:${path}: ${reason}`);
    return output
      .toString('utf8')
      .split('\0')
      .filter((line) => line !== '')
      .map(entryOf)
      .filter((entry) => isWanted(posix.relative(place, entry.path), entry.mode))
      .map((entry) => ({ ...entry, path: posix.relative(this.prefix, entry.path) }));
  }

  /** What objects hold, by their ids, with one call of git for all. */
  private async contents(ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    if (ids.length === 0) return new Map();
    const { code, reason, output } = await this.git(['cat-file', '--batch'], ids.map((id) => `${id}\n`).join(''));
    if (code !== 0) throw new UsageError(`git cannot read what is committed: ${reason}`);
    const bytes = new Map<string, Uint8Array>();
    for (let at = 0; at < output.length; ) {
      const end = output.indexOf('\n', at);
      const [id, type, size] = output.toString('utf8', at, end).split(' ') as [string, string, string?];
      if (type !== 'blob') throw new UsageError(`git has lost what is committed: ${id} ${type}`);
      bytes.set(id, output.subarray(end + 1, end + 1 + Number(size)));
      at = end + 1 + Number(size) + 1;
    }
    return bytes;
  }

  private shallowHint(): string {
    return this.isShallow
      ? '. This clone is shallow and has only the last commits: fetch the others (git fetch --unshallow; fetch-depth: 0 of actions/checkout; GIT_DEPTH: 0 of GitLab)'
      : '';
  }
}

interface GitAnswer {
  readonly code: number;
  /** What it says when it fails. */
  readonly reason: string;
  readonly output: Buffer;
}

function firstLine(text: string): string {
  return text
    .trim()
    .replace(/^fatal: /, '')
    .replace(/\n.*/s, '');
}

/** `100644 blob 1a2b…  1234<TAB>dist/30-orders.k8s.yaml`; the path is from the root. */
function entryOf(line: string): Entry {
  const tab = line.indexOf('\t');
  const [mode, , id, size] = line.slice(0, tab).split(/ +/) as [string, string, string, string];
  return { mode, id, size: Number(size) || 0, path: line.slice(tab + 1) };
}

/** A file that is named itself is read whatever its name, as on the disk. */
function isWanted(below: string, mode: string): boolean {
  return below === '' || mode === SUBMODULE || isManifestFile(below);
}
