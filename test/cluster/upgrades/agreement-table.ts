import type { Outcome } from '../../upgrades/upgrade-case';

/** A case that was applied in one way, and what came of it. */
export interface Row {
  readonly name: string;
  readonly title: string;
  readonly mode: string;
  readonly outcome: Outcome;
  /** `severity rule object` of every effect that the review has told. */
  readonly effects: readonly string[];
  /** Undefined where the merge of kubectl is known to do other than that of the API server, which a review foretells. */
  readonly disagreements: readonly string[] | undefined;
}

/** What the cluster did and what the review said, case by case, as Markdown. */
export function agreementTable(rows: readonly Row[], seconds: number): string {
  const foretold = rows.flatMap(({ disagreements }) => (disagreements ? [disagreements.length === 0] : []));
  const agreed = foretold.filter(Boolean).length;
  const cases = new Set(rows.map(({ name }) => name)).size;
  return [
    `# ${cases} upgrades, applied ${rows.length} times in ${Math.round(seconds)} s: the review agrees with ${agreed} of ${foretold.length}`,
    '',
    '| case | what is changed | applied | what the cluster did | what the review said | agreed |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(
      (row) =>
        `| ${cells(row)
          .map((text) => text.replaceAll('|', '\\|'))
          .join(' | ')} |`,
    ),
    '',
  ].join('\n');
}

function cells({ name, title, mode, outcome, effects, disagreements }: Row): string[] {
  const rules = [...new Set(effects.map((effect) => effect.split(' ').slice(0, 2).join(' ')))];
  return [name, title, mode, facts(outcome), rules.join(', ') || 'nothing', agreed(disagreements)];
}

function agreed(disagreements: Row['disagreements']): string {
  if (disagreements === undefined) return "the API server's merge only";
  return disagreements.join('; ') || 'yes';
}

function facts({ refused, pods, claims, calls, objects }: Outcome): string {
  const found = [
    ...refused.map((object) => `${object} refused`),
    ...Object.entries(pods).map(([workload, fate]) => `${workload} ${fate}`),
    ...Object.entries(claims).map(([claim, fate]) => `claim ${claim} ${fate}`),
    ...Object.entries(objects).map(([object, fate]) => `${object} ${fate}`),
    ...calls.map(({ from, to, before, after }) => `${from} > ${to} ${word(before)}, then ${word(after)}`),
  ];
  return found.join(', ') || 'accepted';
}

function word(arrives: boolean): string {
  return arrives ? 'open' : 'closed';
}
