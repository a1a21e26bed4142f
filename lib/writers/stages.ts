import { groupedBy } from '../core/groups';
import { Phase } from '../core/phase';
import type { Manifest } from '../manifests/manifest';

/** Objects by the name of their file, in the order in which they are applied. */
export type FiledManifests = ReadonlyMap<string, readonly Manifest[]>;

/** What is applied at once: the files of one phase. Tools that wait for health wait between two of them. */
export interface Stage {
  readonly phase: Phase;
  /** What its objects are, in a word. */
  readonly name: string;
  /** Its folder, so named that plain name order is the order of application. */
  readonly folder: string;
  readonly files: FiledManifests;
}

const NAMES: Readonly<Record<Phase, string>> = {
  [Phase.FOUNDATION]: 'foundation',
  [Phase.DATA]: 'data',
  [Phase.MIGRATION]: 'migration',
  [Phase.WORKLOAD]: 'workloads',
  [Phase.EDGE]: 'edge',
  [Phase.OBSERVABILITY]: 'observability',
  [Phase.OTHER]: 'other',
};

/** The longest name of a stage, for what has to fit into a name of the API. */
export const LONGEST_STAGE = Object.values(NAMES).reduce((longest, name) => (name.length > longest.length ? name : longest));

/** The files of dist/ by phase, in order; the folder of a shop among several is not part of their names. */
export function stagesOf(files: FiledManifests): Stage[] {
  const named = [...files].map(([path, manifests]) => [path.slice(path.lastIndexOf('/') + 1), manifests] as const);
  return [...groupedBy(named, ([file]) => Number(file.slice(0, 2)) as Phase)].map(([phase, own]) => {
    const name = NAMES[phase];
    return { phase, name, folder: `${`${phase}`.padStart(2, '0')}-${name}`, files: new Map(own) };
  });
}

/** Every object of a stage, in order. */
export function manifestsOf(stage: Stage): Manifest[] {
  return [...stage.files.values()].flat();
}
