import type { IConstruct } from 'constructs';

/** Which file of dist/ the objects below a construct belong to. */
export interface FilePlace {
  readonly shop: string;
  readonly phase: number;
  readonly name: string;
}

// Shared by duplicate copies of the package, as cdk8s does for its own constructs.
const PLACE = Symbol.for('cdk8s-shop.FilePlace');

/** Gives everything below a construct a file of its own. */
export function placeFile(construct: IConstruct, place: FilePlace): void {
  Object.defineProperty(construct, PLACE, { value: place });
}

/** The file of a construct: that of the nearest scope which has one; undefined outside of every shop. */
export function filePlaceOf(construct: IConstruct): FilePlace | undefined {
  for (let at: IConstruct | undefined = construct; at; at = at.node.scope) {
    const place = (at as { [PLACE]?: FilePlace })[PLACE];
    if (place) return place;
  }
  return undefined;
}
