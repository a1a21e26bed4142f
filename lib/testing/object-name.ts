/** Which objects are meant; what is undefined may be anything. */
export interface ObjectName {
  readonly group?: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name?: string;
}

const ANY = '*';

/**
 * Reads `[group/]Kind[/[namespace/]name]`, which an identity is too. Kinds begin with a capital and groups do not.
 * An identity has all four parts, of which group and namespace may be empty.
 */
export function objectName(text: string): ObjectName {
  const parts = text.split('/');
  const begin = /^[A-Z]/.test(text) ? 0 : 1;
  const kind = parts[begin] ?? '';
  const rest = parts.slice(begin + 1);
  if (!/^[A-Z][A-Za-z0-9]*$/.test(kind) || rest.length > 2)
    throw new TypeError(`"${text}" names no object: [group/]Kind[/[namespace/]name] is wanted`);
  const name = rest.at(-1);
  const namespace = rest.length === 2 ? rest[0] : undefined;
  return {
    kind,
    ...(begin === 1 && { group: parts[0] }),
    ...(namespace !== undefined && namespace !== ANY && { namespace }),
    ...(name !== undefined && name !== ANY && { name }),
  };
}
