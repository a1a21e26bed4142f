/** How a registry wants to be asked: by user and password, or by a token that somebody gives for them. */
export type Challenge =
  | { readonly scheme: 'basic' }
  | { readonly scheme: 'bearer'; readonly realm: string; readonly service?: string; readonly scope?: string };

/**
 * The challenge of a `WWW-Authenticate` header that can be answered; a token, where there is a choice.
 * @see https://distribution.github.io/distribution/spec/auth/token/
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1
 */
export function challengeIn(header: string): Challenge | undefined {
  const parts = partsOf(header);
  const bearer = parts.find(({ scheme, values }) => scheme === 'bearer' && values.get('realm'));
  if (bearer) {
    const { values } = bearer;
    return { scheme: 'bearer', realm: values.get('realm') ?? '', service: values.get('service'), scope: values.get('scope') };
  }
  return parts.some(({ scheme }) => scheme === 'basic') ? { scheme: 'basic' } : undefined;
}

interface Part {
  readonly scheme: string;
  readonly values: Map<string, string>;
}

/** A word, then `=` and its value where it is no scheme; values in quotes may hold anything. */
const WORD = /([\w!#$%&'*+.^`|~-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",]*)))?/g;

function partsOf(header: string): Part[] {
  const parts: Part[] = [];
  for (const [, word = '', quoted, plain] of header.matchAll(WORD)) {
    const value = quoted?.replace(/\\(.)/g, '$1') ?? plain;
    if (value === undefined) parts.push({ scheme: word.toLowerCase(), values: new Map() });
    else parts.at(-1)?.values.set(word.toLowerCase(), value);
  }
  return parts;
}
