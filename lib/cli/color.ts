import type { Environment, Terminal } from './terminal';

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

/** What colours a text, or leaves it as it is. */
export function paintFor({ color, interactive }: Pick<Terminal, 'color' | 'interactive'>): Paint {
  return (color ?? interactive) ? (what, text) => `\u001b[${COLORS[what]}m${text}\u001b[0m` : (_, text) => text;
}
