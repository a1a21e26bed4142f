import { HADOLINT_RULES } from './hadolint-rules';
import { IMAGES } from './image-cases';
import { parsedDockerfile } from './parsed-dockerfile';

/** Codes of the rules that a file breaks. */
function findings(text: string): string[] {
  const file = parsedDockerfile(text);
  return HADOLINT_RULES.filter(({ broken }) => broken(file)).map(({ id }) => id);
}

/**
 * Rules of hadolint that this table has not, and why: on only where they are configured (DL1001, DL3026, DL3049 to DL3056,
 * DL3058), or off by default (DL3057).
 */
test('the table has every rule that is on by default', () => {
  const between = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const gone = [3005, 3017, 3031, 3039, 4002];
  const configured = [3026, ...between(3049, 3058)];
  const all = [...between(3000, 3067), ...between(4000, 4006)].filter((n) => ![...gone, ...configured].includes(n));
  expect(HADOLINT_RULES.map(({ id }) => id).sort()).toEqual(all.map((n) => `DL${n}`));
});

test.each(HADOLINT_RULES.map(({ id, wrong }) => [id, wrong]))('%s is seen where it is broken', (id, wrong) => {
  expect(findings(wrong)).toContain(id);
});

test.each(IMAGES)('%s: no finding', (_, image) => {
  expect(findings(image.dockerfile)).toEqual([]);
});
