import { saidBy } from './registry-failure';

type Fields = Readonly<Record<string, unknown>>;

/** The fields of an answer of JSON; none where it is something else. */
export function jsonOf(body: Uint8Array): Fields {
  try {
    return fieldsOf(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
  } catch {
    return {};
  }
}

export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/**
 * What a registry says of an error, in parentheses; nothing where it says nothing.
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#error-codes
 */
export function errorIn(body: Uint8Array): string {
  const { errors } = jsonOf(body);
  const { code, message } = fieldsOf(Array.isArray(errors) ? errors[0] : undefined);
  const said = [code, message].filter((text) => typeof text === 'string' && text !== '').join(': ');
  return said === '' ? '' : ` (${saidBy(said)})`;
}
