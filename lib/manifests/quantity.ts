import type { Json } from './json';

/** Powers of ten, as a text ends with them: `3m` is 3e-3 to the last bit, which 3 × 0.001 is not. */
const TENS: Readonly<Record<string, string>> = { n: 'e-9', u: 'e-6', m: 'e-3', k: 'e3', M: 'e6', G: 'e9', T: 'e12', P: 'e15', E: 'e18' };

const TWOS: Readonly<Record<string, number>> = {
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

const QUANTITY = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d+)|([numkMGTPE]|[KMGTPE]i)?)$/;

/**
 * A quantity of the API as a number: `250m` is 0.25, `1Ki` is 1024; undefined for what is none.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function quantityOf(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const [, number, exponent = '', suffix = ''] = QUANTITY.exec(value) ?? [];
  return number === undefined ? undefined : Number(`${number}${exponent}${TENS[suffix] ?? ''}`) * (TWOS[suffix] ?? 1);
}
