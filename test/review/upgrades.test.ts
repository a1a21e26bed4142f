import type { Review } from '../../lib/review/review';
import { disagreements } from '../upgrades/disagreements';
import { effectLines, reviewed } from '../upgrades/reviewed';
import { upgradeCases } from '../upgrades/upgrade-case';

const CASES = upgradeCases();

describe.each(CASES)('$name: $title', (upgrade) => {
  let said: Review | undefined;
  const review = (): Review => {
    said ??= reviewed(upgrade);
    return said;
  };

  test('has the effects that were written down', () => {
    expect(effectLines(review()).sort()).toEqual([...upgrade.effects].sort());
  });

  // What only the definition of an operator's kind says, only a review that has it can tell.
  if (upgrade.definedEffects === upgrade.effects)
    test('is said to do what it does on a real cluster', () => {
      expect(disagreements(review(), upgrade.expected['server-side'])).toEqual([]);
    });
});

test('the corpus names its sources, and every object of the whole cluster once', () => {
  expect(CASES.filter(({ see }) => !see.every((source) => source.startsWith('https://')))).toEqual([]);
  const shared = CASES.flatMap(({ name, before, after }) => [
    ...new Set([...before.all, ...after.all].filter(isOfCluster).map(({ name: own }) => `${own} in ${name}`)),
  ]);
  const names = shared.map((text) => text.split(' in ')[0]);
  expect(shared.filter((_, i) => names.indexOf(names[i]) !== i)).toEqual([]);
});

function isOfCluster({ kind }: { kind: string }): boolean {
  return /^(Cluster|CustomResourceDefinition|Namespace$|PersistentVolume$|StorageClass|PriorityClass|IngressClass)/.test(kind);
}
