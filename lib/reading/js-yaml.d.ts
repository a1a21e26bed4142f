/** The part of js-yaml 3 that is used here; the package has no types of its own. */
declare module 'js-yaml' {
  export interface LoaderState {
    readonly input: string;
    readonly line: number;
    readonly position: number;
    readonly lineStart: number;
    readonly kind: 'scalar' | 'sequence' | 'mapping' | null;
    readonly result: unknown;
    readonly anchorMap: object;
  }

  export interface TypeOptions {
    readonly kind: 'scalar' | 'sequence' | 'mapping';
    readonly construct?: (data: never) => unknown;
  }

  export class Type {
    public constructor(tag: string, options: TypeOptions);
  }

  export class Schema {
    public constructor(definition: { readonly implicit: readonly Type[]; readonly explicit: readonly Type[] });
  }

  export interface LoadOptions {
    readonly schema: Schema;
    /** Whether a key that comes twice is accepted, the last one winning. */
    readonly json: boolean;
    readonly listener: (event: 'open' | 'close', state: LoaderState) => void;
  }

  export class YAMLException extends Error {
    public readonly reason: string;
    /** From 0; absent for errors without a place. */
    public readonly mark?: { readonly buffer: string; readonly position: number; readonly line: number };
  }

  export function load(text: string, options: LoadOptions): unknown;
}
