import type { IConstruct } from 'constructs';

/**
 * Constructs in tree order, except that what a user's `node.addDependency` names comes before the one that depends on
 * it, with all below it. Each construct is visited once; a cycle is refused with its path.
 */
export function dependencyOrder(constructs: readonly IConstruct[]): IConstruct[] {
  const needs = new Map<IConstruct, IConstruct[]>();
  for (const construct of constructs) {
    const targets = construct.node.dependencies;
    if (targets.length > 0)
      for (const below of construct.node.findAll())
        needs.set(below, [...(needs.get(below) ?? []), ...targets.flatMap((t) => t.node.findAll())]);
  }
  if (needs.size === 0) return [...constructs];
  const done = new Set<IConstruct>();
  const path: IConstruct[] = [];
  const visit = (construct: IConstruct): void => {
    if (done.has(construct)) return;
    if (path.includes(construct)) throw new Error(cycleMessage([...path.slice(path.indexOf(construct)), construct]));
    path.push(construct);
    for (const need of needs.get(construct) ?? []) visit(need);
    path.pop();
    done.add(construct);
  };
  constructs.forEach(visit);
  return [...done];
}

function cycleMessage(path: readonly IConstruct[]): string {
  const names = path.map((c) => c.node.path).join(' → ');
  return `SHOP-G007 at ${path[0]?.node.path}: got the dependency cycle ${names}; wanted an order. Fix: remove one of the addDependency calls.`;
}
