import { append } from '../core/groups';
import type { Position, SourceText } from '../manifests/manifest';
import type { Breach } from './rule';

/**
 * Where each of several breaches stands in its file; undefined for one whose manifest was not read from a file. A text
 * with breaches is asked once, since finding a place in it means to read it again.
 */
export function positionsOf(breaches: readonly Breach[]): readonly (Position | undefined)[] {
  const byText = new Map<SourceText, number[]>();
  breaches.forEach(({ manifest: { excerpt } }, index) => {
    if (excerpt) append(byText, excerpt.text, index);
  });
  const positions: (Position | undefined)[] = breaches.map(() => undefined);
  for (const [text, indexes] of byText) {
    const paths = indexes.map((index) => pathIn(breaches[index]));
    text.positionsOf(paths).forEach((position, place) => {
      positions[indexes[place] ?? 0] = position;
    });
  }
  return positions;
}

function pathIn(breach: Breach | undefined): readonly (string | number)[] {
  return [...(breach?.manifest.excerpt?.path ?? []), ...(breach?.field ?? [])];
}
