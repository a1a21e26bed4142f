/** Sizes of the texts of a picture, in pixels. */
export const TEXT_SIZES = { title: 16, zone: 12, name: 14, detail: 11, door: 11 } as const;

/**
 * Width of a character of a monospaced font, as a part of its size. 0.602 in DejaVu Sans Mono and Menlo, 0.600 in Courier
 * New and Liberation Mono, 0.55 in Consolas: a picture takes the reader's own font, so room is left for the widest.
 */
const ADVANCE = 0.61;

/** Longest text on one line; a host name may have 253 characters. */
const LONGEST = 40;

/** Width of a text in pixels, at the most. */
export function textWidth(text: string, size: number): number {
  return [...text].reduce((columns, character) => columns + columnsOf(character), 0) * size * ADVANCE;
}

/** Scripts of East Asia take two columns of a monospaced font. */
function columnsOf(character: string): number {
  return (character.codePointAt(0) ?? 0) >= 0x1100 && !/[\u2010-\u2027\u2190-\u22ff]/u.test(character) ? 2 : 1;
}

/** A text that has room: a longer one loses its middle, because names differ at their ends. */
export function fitted(text: string): string {
  const characters = [...text];
  if (characters.length <= LONGEST) return text;
  const half = Math.floor((LONGEST - 1) / 2);
  return `${characters.slice(0, half).join('')}…${characters.slice(-half).join('')}`;
}
