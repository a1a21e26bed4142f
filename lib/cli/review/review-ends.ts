import { resolve } from 'node:path';
import { ShopError } from '../../core/shop-error';
import { ManifestSet } from '../../manifests/manifest-set';
import type { InputFile } from '../../reading/file-values';
import { withoutManifests } from '../../reading/input-faults';
import { wholeManifests } from '../../reading/whole-manifests';
import type { ReviewEnd } from '../../review/review';
import { filesFrom } from '../options/files-from';
import type { RunProgram } from '../program';
import type { Terminal } from '../terminal';
import { UsageError } from '../usage-error';
import type { Words } from '../verb';
import { type Commit, GitRepository } from './git-repository';

/** What is compared: what runs, and what will. */
export interface ReviewEnds {
  readonly before: ReviewEnd;
  readonly after: ReviewEnd;
}

const DEFAULT_PATH = 'dist';

/** Whether an operand names files, as for `diff`. */
export function isPath(name: string): boolean {
  return name === '-' || name === '.' || name.includes('/');
}

/** The files or folder of an operand; the standard input for `-`. */
export function endAt(name: string, terminal: Terminal): ReviewEnd {
  return { name, manifests: manifestsAt([name], terminal) };
}

/** What is in files and folders. */
export function manifestsAt(names: readonly string[], { folder = '.' }: Terminal): ManifestSet {
  return someManifests(names.join(', '), filesFrom(folder, names));
}

/** An empty end would make everything new, or let everything go: a program before the pipe has failed, or a path is misspelt. */
function someManifests(name: string, files: readonly InputFile[]): ManifestSet {
  const manifests = wholeManifests(files);
  if (manifests.all.length > 0) return manifests;
  throw new ShopError([withoutManifests(name, 'nothing but blanks and comments')]);
}

/** Two refs, `main..HEAD`; where the second left the first, `main...HEAD`; or a ref and what lies on the disk, `main`. */
export async function endsOfGit(range: string, words: Words, terminal: Terminal, run: RunProgram): Promise<ReviewEnds> {
  const paths = words.all('path') ?? [DEFAULT_PATH];
  const { folder = '.', environment } = terminal;
  const repository = await GitRepository.around(resolve(folder), run, environment);
  const [, from, dots, to] = /^(.*?)(\.{2,3})(.*)$/.exec(range) ?? [];
  const first = await repository.commit(from === undefined ? range : from || 'HEAD');
  if (dots === undefined) {
    const before = await committed(repository, first, paths);
    const after = { name: 'the working tree', manifests: someManifests(paths.join(', '), filesFrom(folder, paths)) };
    tell(terminal, before);
    return { before: before.end, after };
  }
  const second = await repository.commit(to || 'HEAD');
  const base = dots === '...' ? await repository.mergeBase(first, second) : first;
  const ends = [await committed(repository, base, paths), await committed(repository, second, paths)] as const;
  refuseNowhere(paths, ends, [base.ref, second.ref]);
  for (const end of ends) tell(terminal, end);
  return { before: ends[0].end, after: ends[1].end };
}

interface CommittedEnd {
  readonly end: ReviewEnd;
  readonly absent: readonly string[];
  readonly skipped: readonly string[];
}

async function committed(repository: GitRepository, commit: Commit, paths: readonly string[]): Promise<CommittedEnd> {
  const { files, absent, skipped } = await repository.filesAt(commit, paths);
  const manifests = files.length === 0 ? new ManifestSet([]) : wholeManifests(files);
  return { end: { name: commit.ref, manifests }, absent, skipped };
}

/** What is not there yet, or no more, is no manifest at all: everything is new, or goes. It is told, for it may be a mistake. */
function tell(terminal: Terminal, { end, absent, skipped }: CommittedEnd): void {
  for (const path of absent) terminal.error(`there are no manifests at ${end.name}:${path}\n`);
  for (const what of skipped) terminal.error(`not read: ${what}\n`);
}

/** A path at which neither has anything is misspelt, or its manifests are not committed. */
function refuseNowhere(paths: readonly string[], ends: readonly CommittedEnd[], refs: readonly string[]): void {
  const nowhere = paths.filter((path) => ends.every(({ absent }) => absent.includes(path)));
  if (nowhere.length === 0) return;
  throw new UsageError(
    `neither ${refs.join(' nor ')} has manifests at ${nowhere.join(', ')}. Name their folder by --path; where they are not committed, synthesize both and review two folders`,
  );
}
