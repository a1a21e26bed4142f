import { isAddress, isCidr } from '../../core/addresses';
import { type Json, type JsonObject, numberAt, textAt } from '../../manifests/json';
import { sameJson, says } from './custom-resources';
import { patternMatches } from './pattern';
import { fitsInt32, fitsInt64, isBase64, isTime } from './scalars';
import { oneOfText, valueText, type Walk } from './violation';

/** What a value has besides its type: bounds, lengths, a pattern, a format, an enumeration. */
export function checkConstraints(value: Json, schema: JsonObject, walk: Walk): void {
  const refuse = (wanted: string, got = valueText(value)): void => walk.report('wrong-value', { got, wanted });
  if (Array.isArray(schema.enum) && !schema.enum.some((allowed: Json) => sameJson(value, allowed))) refuse(oneOfText(schema.enum));
  if (typeof value === 'string') checkText(value, schema, refuse, walk);
  else if (typeof value === 'number') checkNumber(value, schema, refuse);
  else if (Array.isArray(value)) checkCount(value.length, 'Items', 'items', schema, refuse);
  else if (typeof value === 'object' && value !== null) checkCount(Object.keys(value).length, 'Properties', 'fields', schema, refuse);
}

type Refuse = (wanted: string, got?: string) => void;

function checkText(value: string, schema: JsonObject, refuse: Refuse, { budget }: Walk): void {
  checkCount([...value].length, 'Length', 'characters', schema, refuse);
  const pattern = textAt(schema, 'pattern');
  if (pattern !== undefined && patternMatches(pattern, value, budget) === false) refuse(`text that matches ${pattern}`);
  const format = FORMATS[textAt(schema, 'format') ?? ''];
  if (format && !format.accepts(value)) refuse(format.wanted);
}

/** Formats that manifests use; the others are left to the API server. */
const FORMATS: Readonly<Record<string, { readonly wanted: string; readonly accepts: (text: string) => boolean } | undefined>> = {
  byte: { wanted: 'text in base64', accepts: isBase64 },
  'date-time': { wanted: 'a time such as 2027-01-31T08:00:00Z', accepts: isTime },
  ipv4: { wanted: 'an IPv4 address', accepts: (text) => isAddress(withoutZeros(text)) && text.includes('.') },
  ipv6: { wanted: 'an IPv6 address', accepts: (text) => isAddress(withoutZeros(text)) && text.includes(':') },
  cidr: { wanted: 'a range of addresses such as 203.0.113.0/24', accepts: (text) => isCidr(withoutZeros(text)) },
};

/** Numbers of an address without the zeros before them, which the API server takes in custom resources. */
function withoutZeros(text: string): string {
  return text.replace(/(^|[.:/])0+(?=\d)/g, '$1');
}

function checkNumber(value: number, schema: JsonObject, refuse: Refuse): void {
  const minimum = numberAt(schema, 'minimum');
  const maximum = numberAt(schema, 'maximum');
  if (minimum !== undefined && says(schema, 'exclusiveMinimum') && value <= minimum) refuse(`a number above ${minimum}`);
  else if (minimum !== undefined && value < minimum) refuse(`a number from ${minimum}`);
  if (maximum !== undefined && says(schema, 'exclusiveMaximum') && value >= maximum) refuse(`a number below ${maximum}`);
  else if (maximum !== undefined && value > maximum) refuse(`a number up to ${maximum}`);
  const step = numberAt(schema, 'multipleOf');
  if (step !== undefined && step > 0 && !Number.isInteger(value / step)) refuse(`a multiple of ${step}`);
  if (schema.format === 'int32' && !fitsInt32(value)) refuse('a number of 32 bits');
  if (schema.format === 'int64' && !fitsInt64(value)) refuse('a number of 64 bits');
}

/** Characters of a text, items of a list or fields of an object. */
function checkCount(count: number, keyword: 'Length' | 'Items' | 'Properties', unit: string, schema: JsonObject, refuse: Refuse): void {
  const min = numberAt(schema, `min${keyword}`);
  const max = numberAt(schema, `max${keyword}`);
  if (min !== undefined && count < min) refuse(`at least ${min} ${unit}`, `${count}`);
  if (max !== undefined && count > max) refuse(`at most ${max} ${unit}`, `${count}`);
}
