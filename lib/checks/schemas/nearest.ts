/** Longer names are not compared: no field has one, and the comparison grows with the square. */
const MAX_LENGTH = 64;

/** The name that was probably meant: the same but for case, or a few letters away. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > MAX_LENGTH) return undefined;
  const written = name.toLowerCase();
  const letters = lettersOf(written);
  const limit = Math.max(1, Math.min(3, Math.floor(name.length / 3)));
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) > limit) continue;
    const lower = candidate.toLowerCase();
    // A change of one letter changes at most two of the letters that are there at all.
    if (bits(letters ^ lettersOf(lower)) > 2 * limit) continue;
    const distance = distanceOf(written, lower);
    if (distance <= limit && (best === undefined || distance < best.distance)) best = { name: candidate, distance };
  }
  return best?.name;
}

/** A bit for each letter that a text has; other characters share theirs with some. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let i = 0; i < text.length; i += 1) letters |= 1 << (text.charCodeAt(i) & 31);
  return letters;
}

function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** Letters to add, remove, replace or swap with their neighbour to make one text of the other. */
function distanceOf(a: string, b: string): number {
  const width = b.length + 1;
  const table = new Uint8Array((a.length + 1) * width);
  const read = (index: number) => table[index] ?? 0;
  for (let j = 0; j < width; j += 1) table[j] = j;
  for (let i = 1; i <= a.length; i += 1) {
    const row = i * width;
    table[row] = i;
    for (let j = 1; j < width; j += 1) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let least = Math.min(read(row - width + j - 1) + (same ? 0 : 1), read(row - width + j) + 1, read(row + j - 1) + 1);
      const swapped = i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
      if (swapped) least = Math.min(least, read(row - 2 * width + j - 2) + 1);
      table[row + j] = least;
    }
  }
  return read(a.length * width + b.length);
}
