import { dirname, resolve } from 'node:path';
import { DEFAULT_EXTENSION, extensionFor, filesOf } from '../app/manifest-files';
import { groupedBy } from '../core/groups';
import { sortedBy } from '../core/order';
import type { Manifest } from '../manifests/manifest';
import { type FileTree, readTree, writeTree } from '../writers/file-tree';
import { renderManifestFile } from '../writers/manifest-file';
import { type GoldenDifference, goldenDifference } from './golden-difference';
import { isConstruct, manifestsOf } from './subject';

declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: every declaration of an interface has to have the same parameters
    interface Matchers<R, T = {}> {
      /**
       * The manifests are those of the golden files in a folder, one file a component; the folder is given from that of
       * the test. Files that are not there yet are written, but not under `--ci`; `-u` writes what has changed and
       * removes what nothing makes any more.
       */
      toMatchManifests(folder: string): R;
    }
  }
}

/** What jest keeps of a test file's snapshots: how to treat them, and what to count at the end. */
interface SnapshotState {
  readonly _updateSnapshot: 'all' | 'new' | 'none';
  added: number;
  updated: number;
  matched: number;
  unmatched: number;
}

/** What jest and Vitest give their matchers; to the types of Vitest, `_updateSnapshot` is private. */
interface MatcherContext {
  readonly isNot?: boolean;
  readonly testPath?: string;
  readonly snapshotState?: object;
  readonly utils?: { readonly diff: (a: unknown, b: unknown, options?: object) => string | null | undefined };
}

type Result = { pass: boolean; message: () => string };

/** A matcher of jest: `expect(app).toMatchManifests('__manifests__')`. Takes a construct, a list of manifests, or a ManifestSet. */
export function toMatchManifests(this: MatcherContext, received: unknown, folder: string): Result {
  const { testPath, snapshotState, utils, isNot } = this;
  if (isNot) throw new Error('toMatchManifests cannot be negated: a golden file says what is wanted');
  if (testPath === undefined || snapshotState === undefined || utils === undefined)
    throw new Error('toMatchManifests needs the state of snapshots that jest gives its matchers');
  const target = resolve(dirname(testPath), folder);
  const tree = treeOf(received);
  const extension = isConstruct(received) ? extensionFor(received) : DEFAULT_EXTENSION;
  const difference = goldenDifference(readTree(target, extension), tree);
  return settle(difference, snapshotState as SnapshotState, {
    write: () => writeTree(target, tree, extension),
    text: () => refusal(folder, difference, utils.diff),
  });
}

interface Ways {
  readonly write: () => void;
  readonly text: () => string;
}

/** As jest treats its own snapshots: what is new is written, what has changed only where the user asks for it. */
function settle({ changed, missing, obsolete, same }: GoldenDifference, state: SnapshotState, { write, text }: Ways): Result {
  const mode = state._updateSnapshot;
  const isOnlyNew = changed.length === 0 && obsolete.length === 0;
  const isSettled = isOnlyNew && missing.length === 0;
  if (!isSettled && mode !== 'all' && !(mode === 'new' && isOnlyNew)) {
    state.unmatched++;
    return { pass: false, message: text };
  }
  if (!isSettled) write();
  state.added += missing.length;
  state.updated += changed.length + obsolete.length;
  state.matched += same;
  return { pass: true, message: () => 'the manifests are those of the golden files' };
}

function refusal(
  folder: string,
  { changed, missing, obsolete }: GoldenDifference,
  diff: NonNullable<MatcherContext['utils']>['diff'],
): string {
  const annotations = { aAnnotation: 'golden', bAnnotation: 'now' };
  return [
    `the manifests are not those of the golden files in ${folder}`,
    ...changed.map(({ path, golden, now }) => `${path} has changed:\n\n${diff(golden, now, annotations)}\n`),
    ...missing.map((path) => `${path} is new, and golden files are not written under --ci or beside changes`),
    ...obsolete.map((path) => `${path} is obsolete: nothing makes it any more`),
    'Review what changed; jest -u makes it golden.',
  ].join('\n');
}

function treeOf(received: unknown): FileTree {
  if (isConstruct(received)) return filesOf(received);
  const groups = groupedBy(manifestsOf(received, 'toMatchManifests').all, componentOf);
  return new Map(
    sortedBy(groups, ([name]) => name).map(([name, manifests]) => [`${name}${DEFAULT_EXTENSION}`, renderManifestFile(manifests)]),
  );
}

/** The component that the recommended labels name; a name that goes into a path has to be one. */
function componentOf({ origin, labels }: Manifest): string {
  const name = origin?.component ?? labels['app.kubernetes.io/instance'] ?? labels['app.kubernetes.io/name'] ?? '';
  return /^[A-Za-z0-9][\w.-]*$/.test(name) ? name : 'manifests';
}
