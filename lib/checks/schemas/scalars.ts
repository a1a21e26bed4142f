import { isObject, type Json } from '../../manifests/json';
import type { Scalar } from './shapes';
import { typeText, valueText, type Walk } from './violation';

const QUANTITY = /^[+-]?(\d+\.?\d*|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;
const TIME = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;
const INT32 = 2 ** 31;
const INT64 = 2 ** 63;

interface ScalarRule {
  /** What the type accepts, as the end of a sentence. */
  readonly wanted: string;
  readonly accepts: (value: Json) => boolean;
  /** What a value of the right type must be in addition; a type without it takes all of them. */
  readonly valid?: (value: Json) => boolean;
  readonly validText?: string;
  /** Whether an invalid value must not be shown. */
  readonly secret?: boolean;
}

const isText = (value: Json): value is string => typeof value === 'string';
const isNumber = (value: Json): value is number => typeof value === 'number';
const isWhole = (value: Json): value is number => Number.isInteger(value);
const within = (limit: number) => (value: Json) => !isNumber(value) || (value >= -limit && value < limit);

/** A text in base64; the API server skips line ends in it. */
export function isBase64(text: string): boolean {
  const letters = text.replaceAll(/[\r\n]/g, '');
  return letters.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(letters);
}

export function isTime(text: string): boolean {
  return TIME.test(text);
}

/** Whether a whole number fits into 32 or 64 bits. */
export const fitsInt32 = within(INT32);
/** Up to 2^63, because the greatest number of 64 bits is read as that. */
export const fitsInt64 = (value: Json): boolean => !isNumber(value) || Math.abs(value) <= INT64;

const RULES: Readonly<Record<Scalar, ScalarRule>> = {
  text: { wanted: 'text', accepts: isText },
  bytes: {
    wanted: 'text in base64',
    accepts: isText,
    valid: (value) => isText(value) && isBase64(value),
    validText: 'text in base64',
    secret: true,
  },
  time: {
    wanted: 'a time as text',
    accepts: isText,
    valid: (value) => isText(value) && isTime(value),
    validText: 'a time such as 2027-01-31T08:00:00Z',
  },
  boolean: { wanted: 'true or false', accepts: (value) => typeof value === 'boolean' },
  int32: { wanted: 'a whole number', accepts: isWhole, valid: fitsInt32, validText: 'a number of 32 bits' },
  int64: { wanted: 'a whole number', accepts: isWhole, valid: fitsInt64, validText: 'a number of 64 bits' },
  number: { wanted: 'a number', accepts: isNumber },
  quantity: {
    wanted: 'a quantity',
    accepts: (value) => isText(value) || isNumber(value),
    valid: (value) => !isText(value) || QUANTITY.test(value),
    validText: 'a quantity such as 250m or 64Mi',
  },
  'int-or-text': {
    wanted: 'a whole number or text',
    accepts: (value) => isText(value) || isWhole(value),
    valid: fitsInt32,
    validText: 'a number of 32 bits',
  },
  'any-object': { wanted: 'an object', accepts: isObject },
  anything: { wanted: 'anything', accepts: () => true },
};

export function scalarText(scalar: Scalar): string {
  return RULES[scalar].wanted;
}

/** Checks a single value: its type, then what the API server reads out of it. */
export function checkScalar(value: Json, scalar: Scalar, walk: Walk): void {
  const { wanted, accepts, valid, validText, secret } = RULES[scalar];
  if (!accepts(value)) walk.report('wrong-type', { got: typeText(value), wanted });
  else if (valid && !valid(value))
    walk.report('wrong-value', { got: secret ? 'other text' : valueText(value), wanted: validText ?? wanted });
}
