/** Text from a manifest may hold whatever its author wants, escape sequences for the reader's terminal too. */
export function readable(text: string): string {
  return text.replace(/\p{C}/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u{${code.toString(16)}}`;
  });
}
