import type { Environment, Terminal } from './terminal';
import type { Option, Words } from './verb';

/**
 * Whether a stream is written in colour: what the environment says, and else where a person reads. FORCE_COLOR outweighs
 * NO_COLOR, as in Node itself.
 * @see https://no-color.org
 * @see https://nodejs.org/docs/latest-v20.x/api/tty.html#writestreamgetcolordepthenv
 */
export function wantsColor({ FORCE_COLOR: force, NO_COLOR: none, TERM }: Environment, person: boolean): boolean {
  if (force !== undefined) return force !== '0' && force !== 'false';
  if (none !== undefined && none !== '') return false;
  return person && TERM !== 'dumb';
}

/** Colours that texts of this command use, by what they say. */
const COLORS = { added: 32, removed: 31, changed: 33, heading: 1, faint: 2 } as const;

export type Paint = (what: keyof typeof COLORS, text: string) => string;

/** Options of every verb whose text may be coloured. */
export const COLOR_OPTIONS: readonly Option[] = [
  { name: 'color', help: 'colour the text though no terminal reads it' },
  { name: 'no-color', help: 'do not colour it though one does' },
];

/** Whether the user wants colours: by an option, and else by what the terminal says. */
export function isColored({ color, interactive }: Pick<Terminal, 'color' | 'interactive'>, words: Words): boolean {
  return !words.has('no-color') && (words.has('color') || (color ?? interactive));
}

/** What colours a text, or leaves it as it is. */
export function paintFor(terminal: Pick<Terminal, 'color' | 'interactive'>, words: Words): Paint {
  return isColored(terminal, words) ? (what, text) => `\u001b[${COLORS[what]}m${text}\u001b[0m` : (_, text) => text;
}
