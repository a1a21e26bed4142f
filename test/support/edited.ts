/** A text with one part of it replaced; throws where the part is not there, so that no test looks at the text unchanged. */
export function edited(text: string, part: string, replacement: string): string {
  if (!text.includes(part)) throw new Error(`not in the text: ${part}`);
  return text.replace(part, () => replacement);
}
