/** What a change does to a component or a connection. */
export type Mark = 'added' | 'removed' | 'changed';

/** What is marked in a diagram, by `componentKey` and `connectionKey`. */
export interface Marks {
  readonly components: ReadonlyMap<string, Mark>;
  readonly connections: ReadonlyMap<string, Mark>;
}

/** A picture of how things are, and not of a change. */
export const NO_MARKS: Marks = { components: new Map(), connections: new Map() };

/** Signs before marked texts: a mark is never told by colour alone. */
export const MARK_SIGNS: Readonly<Record<Mark, string>> = { added: '+', removed: '−', changed: '~' };

/** A text with the sign of its mark. */
export function signed(text: string, mark: Mark | undefined): string {
  return mark === undefined ? text : `${MARK_SIGNS[mark]} ${text}`;
}
