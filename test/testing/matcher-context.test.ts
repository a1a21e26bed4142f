import { toBeSafeUpgradeOf, toMatchManifests } from '../../lib/entry/testing';

/** The state that Vitest 4.1 gives its matchers, as far as types go: what jest has open is private there, and nothing is undefined instead of null. */
declare class VitestState {
  private _updateSnapshot: string;
}

interface VitestContext {
  readonly isNot: boolean;
  readonly testPath?: string;
  readonly snapshotState: VitestState;
  readonly utils: { readonly diff: (a: unknown, b: unknown, options?: object) => string | undefined };
}

test('matchers that ask for a state take that of Vitest too', () => {
  const matchers: ((this: VitestContext, received: unknown, folder: string) => unknown)[] = [toMatchManifests, toBeSafeUpgradeOf];
  expect(matchers).toHaveLength(2);
});
