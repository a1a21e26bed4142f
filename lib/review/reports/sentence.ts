import { readable } from '../../core/readable';
import { cut } from './diff-lines';

/** What a rule says, which begins small and has no full stop, as a sentence of its own. */
export function sentence(plain: string): string {
  return `${readable(cut(plain, 4000)).replace(/^[a-z]/, (letter) => letter.toUpperCase())}.`;
}
