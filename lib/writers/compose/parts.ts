import type { SecretKey, Value } from '../../model/value';

/** Text in which secrets stand as references: what an environment variable or an argument is made of. */
export type Parts = ReadonlyArray<string | SecretKey>;

/** The parts of a value of the wiring. */
export function partsOf(value: Value): Parts {
  switch (value.kind) {
    case 'literal':
      return [value.text];
    case 'secret':
      return [value.ref];
    case 'secret-path':
      return [value.path];
    case 'join':
      return value.parts.flatMap(partsOf);
  }
}

/**
 * Text as Kubernetes expands it for a container: `$(NAME)` is a variable that is known by then, and stays as it is where
 * none is; `$$` is a dollar.
 * @see https://github.com/kubernetes/kubernetes/blob/master/third_party/forked/golang/expansion/expand.go
 */
export function expanded(text: string, known: ReadonlyMap<string, Parts>): Parts {
  return text.split(/(\$\$|\$\([^)]*\))/).flatMap((piece): Parts => {
    if (piece === '$$') return ['$'];
    const variable = piece.startsWith('$(') ? known.get(piece.slice(2, -1)) : undefined;
    return variable ?? [piece];
  });
}

/** One text for equal parts, whatever their cut. */
export function partsKey(parts: Parts): string {
  return parts.map((part) => (typeof part === 'string' ? JSON.stringify(part).slice(1, -1) : `"${part.secret}/${part.key}"`)).join('');
}

/** Text as Compose reads it, which takes a dollar for the start of a variable. */
export function composeText(text: string): string {
  return text.replaceAll('$', '$$$$');
}

/** Parts as Compose reads them, each secret as a variable. */
export function composeParts(parts: Parts, variableOf: (ref: SecretKey) => string): string {
  return parts.map((part) => (typeof part === 'string' ? composeText(part) : variableOf(part))).join('');
}
