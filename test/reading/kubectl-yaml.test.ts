import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sortedRecord } from '../../lib/core/order';
import { UnreadableYaml, YamlReader } from '../../lib/reading/yaml-text';

/** One text and what sigs.k8s.io/yaml, by which kubectl and the API server read, makes of it. */
interface Answer {
  readonly yaml: string;
  readonly json?: string;
  readonly error?: string;
}

const TABLE = JSON.parse(readFileSync(join(__dirname, 'kubectl-yaml.json'), 'utf8')) as {
  readonly scalars: readonly Answer[];
  readonly documents: readonly Answer[];
};

/** What is read here and refused there; each with its reason. */
const LAXER: Readonly<Record<string, string>> = {
  'null: 1': 'a key that is null; here it is the text "null", which no schema knows',
  '? [a]\n: b': 'a list that stands as a key; here it is its text, which no schema knows',
  'a: "\\/"': 'an escape of JSON and of YAML 1.2',
};

/** What is refused here and read there; each with its reason. */
const STRICTER: Readonly<Record<string, string>> = {
  '"a":1': 'kubectl reads the text "a" and drops the rest',
  '&a b: *a': 'an anchor at a key',
};

function read(yaml: string): unknown {
  try {
    return new YamlReader().read(yaml).value;
  } catch (error) {
    if (error instanceof UnreadableYaml) return 'refused';
    throw error;
  }
}

const wanted = ({ json }: Answer): unknown => (json === undefined ? 'refused' : JSON.parse(json));

const named = (answers: readonly Answer[]): [string, Answer][] => answers.map((answer) => [JSON.stringify(answer.yaml), answer]);

/** JSON with its keys in one order. Unlike matchers it sees a key called __proto__, and -0 is 0 as in JSON. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? sortedRecord(inner as Record<string, unknown>) : inner,
  );

describe('what kubectl reads is what is read here', () => {
  test('the table holds hundreds of answers', () => {
    expect(TABLE.scalars.length).toBeGreaterThan(150);
    expect(TABLE.documents.length).toBeGreaterThan(80);
  });

  test.each(named(TABLE.scalars))('a scalar: %s', (_, answer) => {
    expect(textOf(read(`v: ${answer.yaml}\n`))).toBe(textOf(wanted(answer)));
  });

  test.each(named(TABLE.documents).filter(([, { yaml }]) => !LAXER[yaml] && !STRICTER[yaml]))('a document: %s', (_, answer) => {
    expect(textOf(read(answer.yaml))).toBe(textOf(wanted(answer)));
  });

  // Read as an integer of any size it would take minutes.
  test('a number of megabytes is a text, as one that no float holds is', () => {
    const digits = '1'.repeat(4_000_000);
    expect(read(`v: ${digits}\n`)).toEqual({ v: digits });
  });

  test('the exceptions are exceptions still', () => {
    const exceptions = TABLE.documents.filter(({ yaml }) => LAXER[yaml] || STRICTER[yaml]);
    expect(exceptions).toHaveLength(Object.keys({ ...LAXER, ...STRICTER }).length);
    for (const { yaml, json } of exceptions) {
      expect(read(yaml) === 'refused').toBe(STRICTER[yaml] !== undefined);
      expect(json === undefined).toBe(LAXER[yaml] !== undefined);
    }
  });
});
