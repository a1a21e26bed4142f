import { type CharTest, isWordChar, type Pattern, parsePattern } from './pattern-syntax';
import type { Budget } from './violation';

/** A pattern that comes to more states is not tried. */
const MAX_STATES = 10_000;
const MAX_PATTERN = 10_000;

interface State {
  readonly test?: CharTest;
  readonly edge?: 'start' | 'end' | 'word' | 'no-word';
  /** States that follow. */
  readonly next: number[];
}

interface Machine {
  readonly states: readonly State[];
  readonly start: number;
  readonly end: number;
}

/**
 * Whether a pattern is found in a text, as the API server's engine finds it: in time that grows with the text, never with the
 * paths through the pattern, since both come from files that nobody vouches for. Undefined where it cannot be told, or not
 * within the budget.
 */
export function patternMatches(pattern: string, text: string, budget: Budget): boolean | undefined {
  const machine = machineOf(pattern);
  return (
    machine &&
    run(
      machine,
      [...text].map((char) => char.codePointAt(0) ?? 0),
      budget,
    )
  );
}

/** The last machines; a file with more patterns than that builds some of them again. */
const machines = new Map<string, Machine | undefined>();
const MAX_MACHINES = 500;

function machineOf(pattern: string): Machine | undefined {
  if (pattern.length > MAX_PATTERN) return undefined;
  if (machines.has(pattern)) return machines.get(pattern);
  if (machines.size >= MAX_MACHINES) machines.clear();
  const tree = parsePattern(pattern);
  const machine = tree && sizeOf(tree) <= MAX_STATES ? build(tree) : undefined;
  machines.set(pattern, machine);
  return machine;
}

/** How many states a tree comes to, counted before any is made. */
function sizeOf(tree: Pattern): number {
  if (tree.form === 'char' || tree.form === 'edge') return 1;
  if (tree.form === 'repeat') return 2 + sizeOf(tree.of) * Math.max(1, Number.isFinite(tree.max) ? tree.max : tree.min + 1);
  return 2 + tree.parts.reduce((sum, part) => sum + sizeOf(part), 0);
}

function build(tree: Pattern): Machine {
  const states: State[] = [];
  const add = (state: Omit<State, 'next'>, next: readonly number[]): number => states.push({ ...state, next: [...next] }) - 1;
  /** Builds from the back: each part is told what follows it. */
  const before = (part: Pattern, next: number): number => {
    if (part.form === 'char') return add({ test: part.test }, [next]);
    if (part.form === 'edge') return add({ edge: part.edge }, [next]);
    if (part.form === 'sequence') return part.parts.reduceRight((after, inner) => before(inner, after), next);
    if (part.form === 'choice') {
      const starts = part.parts.map((inner) => before(inner, next));
      return add({}, starts);
    }
    return repeat(part.of, part.min, part.max, next);
  };
  const repeat = (of: Pattern, min: number, max: number, next: number): number => {
    let start = next;
    if (Number.isFinite(max)) for (let i = min; i < max; i += 1) start = add({}, [before(of, start), next]);
    else {
      start = add({}, [next]);
      states[start]?.next.push(before(of, start));
    }
    for (let i = 0; i < min; i += 1) start = before(of, start);
    return start;
  };
  const end = add({}, []);
  return { states, start: before(tree, end), end };
}

function run({ states, start, end }: Machine, codes: readonly number[], budget: Budget): boolean | undefined {
  const marks = new Int32Array(states.length).fill(-1);
  let current: number[] = [];
  for (let at = 0; at <= codes.length; at += 1) {
    // A match may begin anywhere.
    current.push(start);
    const { reading, steps } = follow(current, at, codes, states, marks);
    if (marks[end] === at) return true;
    if (!budget.spend(steps)) return undefined;
    current = [];
    const code = codes[at];
    if (code !== undefined) for (const state of reading) if (state.test?.(code)) current.push(...state.next);
  }
  return false;
}

/** The states that read a character, reached without reading one. */
function follow(open: number[], at: number, codes: readonly number[], states: readonly State[], marks: Int32Array) {
  const reading: State[] = [];
  let steps = 0;
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    steps += 1;
    const state = states[index];
    if (state === undefined || marks[index] === at) continue;
    marks[index] = at;
    if (state.test) reading.push(state);
    else if (state.edge === undefined || holds(state.edge, at, codes)) open.push(...state.next);
  }
  return { reading, steps };
}

function holds(edge: NonNullable<State['edge']>, at: number, codes: readonly number[]): boolean {
  if (edge === 'start') return at === 0;
  if (edge === 'end') return at === codes.length;
  const word = isWordChar(codes[at - 1] ?? -1) !== isWordChar(codes[at] ?? -1);
  return edge === 'word' ? word : !word;
}
