import { MERGE } from './yaml-expansion';

/** A name of a field, or an index of a list. */
export type Step = string | number;

/** What the loader knows when it begins or ends a node. */
interface LoadedNode {
  readonly input: string;
  readonly position: number;
  readonly kind: string | null;
  readonly result: unknown;
}

/** A node that was read: a key, a value or an item. */
interface Part {
  readonly start: number;
  readonly end: number;
  readonly value: unknown;
  readonly branch?: Branch;
}

/** A map or a list: where its fields or items begin, and which of them are maps or lists themselves. */
class Branch {
  private readonly steps: Step[] = [];
  private readonly starts: number[] = [];
  private readonly branches: (Branch | undefined)[] = [];
  private places?: Map<Step, number>;

  public add(step: Step, start: number, branch: Branch | undefined): void {
    this.steps.push(step);
    this.starts.push(start);
    this.branches.push(branch);
  }

  /** What a merge key brings: it replaces what stands before it, as in `expand`. */
  public merge(source: Branch): void {
    source.steps.forEach((step, place) => {
      this.add(step, source.starts[place] ?? 0, source.branches[place]);
    });
  }

  public get inner(): readonly (Branch | undefined)[] {
    return this.branches;
  }

  public find(step: Step): { readonly start: number; readonly branch?: Branch } | undefined {
    // Of a field that comes twice the last one counts. Few branches are ever asked, so that only those have a map.
    this.places ??= new Map(this.steps.map((own, place) => [own, place]));
    const place = this.places.get(step);
    if (place === undefined) return undefined;
    const branch = this.branches[place];
    return { start: this.starts[place] ?? 0, ...(branch && { branch }) };
  }
}

/**
 * Where the fields of a document stand. The loader tells of nodes alone and not which of them is a key, an item or a
 * value: that is read from what stands between two of them, which is blanks, comments and the signs `:`, `-` and `,`.
 */
export class YamlOutline {
  private readonly open: Array<{ readonly start: number; readonly parts: Part[] }> = [];
  private readonly branches = new Map<unknown, Branch>();
  private root?: Part;

  /** Takes what the loader tells, node by node. */
  public follow(event: 'open' | 'close', node: LoadedNode): void {
    if (event === 'open') {
      this.open.push({ start: node.position, parts: [] });
      return;
    }
    const { start, parts } = this.open.pop() ?? { start: 0, parts: [] };
    const branch = this.branchOf(node, start, parts);
    const part = { start, end: node.position, value: node.result, ...(branch && { branch }) };
    const outer = this.open.at(-1);
    if (outer) outer.parts.push(part);
    else this.root = part;
  }

  /** Offset of a field, or of the deepest part of its path that is there. What comes from an anchor stands at the anchor. */
  public offsetOf(path: readonly Step[]): number {
    let { start = 0, branch } = this.root ?? {};
    for (const step of path) {
      const found = branch?.find(step);
      if (!found) break;
      ({ start, branch } = found);
    }
    return start;
  }

  /** A value that was met before is an alias, or was first tried as a key: its branch is the one that it had there. */
  private branchOf({ input, position, kind, result }: LoadedNode, start: number, parts: readonly Part[]): Branch | undefined {
    if (typeof result !== 'object' || result === null) return undefined;
    const before = this.branches.get(result);
    if (before) return before;
    const isFlow = input.charAt(position - 1) === ']';
    const branch = kind === 'mapping' ? mapOf(input, parts) : isFlow ? flowListOf(input, parts) : listOf(input, start, parts, result);
    this.branches.set(result, branch);
    return branch;
  }
}

function mapOf(input: string, parts: readonly Part[]): Branch {
  const branch = new Branch();
  for (const [key, value] of pairsIn(input, parts)) addField(branch, key, value);
  return branch;
}

function addField(to: Branch, { value: key, start, branch: isNoScalar }: Part, value: Part | undefined): void {
  if (key === MERGE) {
    for (const source of mergedBy(value)) to.merge(source);
  } else if (!isNoScalar) to.add(String(key), start, value?.branch);
}

/** Of several maps the first one wins, so that it comes last. */
function mergedBy(value: Part | undefined): Branch[] {
  if (!value?.branch) return [];
  if (!Array.isArray(value.value)) return [value.branch];
  return value.branch.inner.filter((branch) => branch !== undefined).reverse();
}

/** Items between brackets; one of them may be a map of a single field, `[a: 1]`, which the loader does not tell of. */
function flowListOf(input: string, parts: readonly Part[]): Branch {
  const branch = new Branch();
  let index = 0;
  for (const [item, value] of pairsIn(input, parts)) branch.add(index++, item.start, value ? mapOf(input, [item, value]) : item.branch);
  return branch;
}

/** Items behind dashes; the loader does not tell of one that is empty, whose dash is counted. */
function listOf(input: string, start: number, parts: readonly Part[], items: object): Branch {
  const branch = new Branch();
  const isWhole = Array.isArray(items) && items.length === parts.length;
  let index = -1;
  let end = start;
  for (const part of parts) {
    index += isWhole ? 1 : dashesIn(input.slice(end, part.start));
    branch.add(index, part.start, part.branch);
    end = part.end;
  }
  return branch;
}

/** Keys, each with its value where it has one: a part that follows a colon. */
function* pairsIn(input: string, parts: readonly Part[]): Iterable<[Part, Part | undefined]> {
  for (let at = 0; at < parts.length; at++) {
    const key = parts[at] as Part;
    const next = parts[at + 1];
    const hasValue = next !== undefined && withoutComments(input.slice(key.end, next.start)).includes(':');
    yield [key, hasValue ? next : undefined];
    if (hasValue) at++;
  }
}

/** Anchors and tags may have dashes of their own. */
function dashesIn(between: string): number {
  return (
    withoutComments(between)
      .replace(/[!&]\S*/g, '')
      .split('-').length - 1
  );
}

function withoutComments(between: string): string {
  return between.includes('#') ? between.replace(/(^|\s)#.*/g, '') : between;
}
