import { readable } from '../../core/readable';
import { cut } from './diff-lines';

/** Names of fields, objects and commands are written as they are, also where a sentence begins. */
const FIRST_WORD = /^(?!kubectl\b)[a-z](?=[a-z-]*(?:[\s,:;]|$))/;

/** What a rule says, which begins small and has no full stop, as a sentence of its own. */
export function sentence(plain: string): string {
  return `${readable(cut(plain, 4000)).replace(FIRST_WORD, (letter) => letter.toUpperCase())}.`;
}
