import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { groupedBy } from '../../../lib/core/groups';
import type { Manifest } from '../../../lib/manifests/manifest';
import { disagreements } from '../../upgrades/disagreements';
import { effectLines, reviewed } from '../../upgrades/reviewed';
import { type ApplyMode, type UpgradeCase, upgradeCases } from '../../upgrades/upgrade-case';
import { attempt } from '../kubectl';
import { agreementTable, type Row } from './agreement-table';
import { ClusterApi } from './cluster-api';
import { inParallel } from './in-parallel';
import { needsNode } from './needs-node';
import { definitionsOf, serve, unserve } from './operator-definitions';
import { PodHistory } from './pod-history';
import { type Trial, trialOf } from './trial';
import { until } from './until';

/** Cases at once: more of them would wait for the node to start their pods. */
const WIDTH = 12;
/** Milliseconds that the last namespaces may take to be gone. */
const CLEANED = 120_000;
const TABLE = path.join(__dirname, '../../../artifacts/upgrades.md');

/** Cases whose name a part of is given, as in `UPGRADES=stateful-set/ npm run test:upgrades`; all by default. */
const wanted = new RegExp(process.env.UPGRADES ?? '');
const named = upgradeCases().filter(({ name }) => wanted.test(name));

/** Cases of operators' kinds need the definitions, which are in a folder that is given: the repository has no copies of them. */
const definitions = definitionsOf(new Set(named.flatMap((upgrade) => upgrade.definitions)), process.env.SHOP_CRDS);
/** Without a node, those cases are left that an API server can answer by itself. */
const hasNode = attempt(['get', 'nodes', '-o', 'name']).stdout.trim() !== '';
const lacking = named.flatMap((upgrade) => {
  if (!hasNode && needsNode(upgrade)) return [{ upgrade, lacks: 'a cluster with controllers and a node' }];
  const missing = upgrade.definitions.find((kind) => !definitions.has(kind));
  return missing === undefined ? [] : [{ upgrade, lacks: `SHOP_CRDS, a folder with the definition of ${missing}` }];
});
const runs = named
  .filter((upgrade) => lacking.every((other) => other.upgrade !== upgrade))
  .flatMap((upgrade) => upgrade.modes.map((mode) => ({ upgrade, mode, name: upgrade.name })));

const trials = new Map<string, Trial | Error>();
const keyOf = (upgrade: UpgradeCase, mode: ApplyMode): string => `${upgrade.name} ${mode}`;

/** A review says what server-side apply does; kubectl's own merge is known to differ in few cases. */
function isForetold({ expected }: UpgradeCase, mode: ApplyMode): boolean {
  return JSON.stringify(expected[mode]) === JSON.stringify(expected['server-side']);
}

function definitionsFor({ definitions: kinds }: UpgradeCase): Manifest[] {
  return kinds.flatMap((kind) => definitions.get(kind) ?? []);
}

function trialFor(upgrade: UpgradeCase, mode: ApplyMode): Trial {
  const trial = trials.get(keyOf(upgrade, mode));
  if (trial === undefined || trial instanceof Error) throw trial ?? new Error('it was not run');
  return trial;
}

/** A skip is no pass, and says so. */
for (const lacks of new Set(lacking.map((other) => other.lacks)))
  process.stdout.write(`${lacking.filter((other) => other.lacks === lacks).length} upgrades skipped: they need ${lacks}\n`);

/** Definitions are of the whole cluster, so that what has one of its own is applied in one way after the other. */
function turnOf({ upgrade, mode }: (typeof runs)[number]): string {
  return [upgrade.before, upgrade.after].some((set) => set.of('CustomResourceDefinition').length > 0) ? upgrade.name : keyOf(upgrade, mode);
}

async function applyAll(): Promise<void> {
  if (namespacesLeft().length > 0) throw new Error(`namespaces of an earlier run are left: delete ${namespacesLeft().join(', ')}`);
  const began = Date.now();
  const api = await ClusterApi.open(hasNode);
  const served = await serve(definitions.values(), api);
  const history = await PodHistory.begin(api);
  await inParallel([...groupedBy(runs, turnOf).values()], WIDTH, async (turns) => {
    for (const { upgrade, mode } of turns) {
      const trial = await trialOf(upgrade, mode, api, history).catch((problem: Error) => problem);
      trials.set(keyOf(upgrade, mode), trial);
    }
  });
  history.end();
  await unserve(served, api);
  api.close();
  tell((Date.now() - began) / 1000);
  await until(async () => namespacesLeft().length === 0, CLEANED);
}

function namespacesLeft(): string[] {
  const names = attempt(['get', 'namespaces', '-o', 'name']).stdout.split('\n');
  return names.filter((name) => name.startsWith('namespace/upgrade-'));
}

/** Writes what was found, also where it is not what was expected. */
function tell(seconds: number): void {
  const rows = runs.flatMap(({ upgrade, mode }): Row[] => {
    const trial = trials.get(keyOf(upgrade, mode));
    if (trial === undefined || trial instanceof Error) return [];
    const said = reviewed(upgrade, definitionsFor(upgrade));
    const { name, title } = upgrade;
    const { outcome } = trial;
    const differences = isForetold(upgrade, mode) ? disagreements(said, outcome) : undefined;
    return [{ name, title, mode, outcome, effects: effectLines(said), disagreements: differences }];
  });
  mkdirSync(path.dirname(TABLE), { recursive: true });
  const table = agreementTable(rows, seconds);
  writeFileSync(TABLE, table);
  process.stdout.write(table);
}

(runs.length > 0 ? describe : describe.skip)('a change does on a cluster what is foretold', () => {
  beforeAll(applyAll);

  describe.each(runs)('$name, applied $mode', ({ upgrade, mode }) => {
    test('does what was written down', () => {
      const { outcome, refusals } = trialFor(upgrade, mode);
      expect({ ...sorted(outcome), refusals }).toEqual({ ...sorted(upgrade.expected[mode]), refusals: expect.anything() });
    });

    if (isForetold(upgrade, mode))
      test('does what the review says', () => {
        expect(disagreements(reviewed(upgrade, definitionsFor(upgrade)), trialFor(upgrade, mode).outcome)).toEqual([]);
      });

    if (upgrade.definitions.length > 0)
      test('has the effects that were written down, where the definitions are there too', () => {
        expect(effectLines(reviewed(upgrade, definitionsFor(upgrade))).sort()).toEqual([...upgrade.definedEffects].sort());
      });
  });
});

function sorted({ refused, ...others }: Trial['outcome']): Trial['outcome'] {
  return { ...others, refused: [...refused].sort() };
}
