import { isObject, type Json, type JsonObject } from '../../manifests/json';
import { closedValues } from './closed-values';
import { keptSince } from './gated-fields';
import { type ValueGate, valueGate } from './gated-values';
import { nearest } from './nearest';
import { checkScalar, scalarText } from './scalars';
import { type Definition, definitionAt, type FieldShape, type Shape, servedField } from './shapes';
import { oneOfText, typeText, valueText, type Walk } from './violation';

/** Checks an object against a definition of the API at a minor version. */
export function validate(value: Json, definition: string, minor: number, walk: Walk): void {
  checkObject(value, definitionAt(definition, minor), minor, walk);
}

function checkObject(value: Json, definition: Definition, minor: number, walk: Walk): void {
  if (!isObject(value)) {
    walk.report('wrong-type', { got: typeText(value), wanted: 'an object' });
    return;
  }
  for (const field of Object.keys(value)) {
    const inner = value[field];
    if (inner === undefined) continue;
    const known = definition.fields.get(field);
    walk.inside(field, () =>
      known ? checkField(inner, field, known, definition, minor, walk) : reportUnknown(field, definition, minor, walk),
    );
  }
  for (const field of definition.required) if (!has(value, field)) reportMissing(field, definition, walk);
}

function has(value: JsonObject, field: string): boolean {
  return Object.hasOwn(value, field) && value[field] !== undefined;
}

function checkField(value: Json, field: string, { shape, required }: FieldShape, definition: Definition, minor: number, walk: Walk): void {
  // The API server reads null as absent.
  if (value === null && !required && shape.form !== 'constant') return;
  const since = keptSince(definition.name, field, minor);
  if (since !== undefined) reportGated(since, minor, walk);
  const before = walk.violations.length;
  checkShape(value, shape, minor, walk);
  if (walk.violations.length > before) return;
  const values = closedValues(definition.name, field);
  if (values) checkClosed(value, values, walk);
  checkGates(value, field, definition, minor, walk);
}

/** Values that only later versions take; each item of a list is one. */
function checkGates(value: Json, field: string, definition: Definition, minor: number, walk: Walk): void {
  if (Array.isArray(value)) {
    for (const [index, item] of (value as readonly Json[]).entries())
      walk.inside(index, () => checkGates(item, field, definition, minor, walk));
    return;
  }
  const gate = valueGate(definition.name, field, value, minor);
  if (gate) reportValue(value, gate, minor, walk);
}

function checkShape(value: Json, shape: Shape, minor: number, walk: Walk): void {
  if (shape.form === 'scalar') checkScalar(value, shape.scalar, walk);
  else if (shape.form === 'object') checkObject(value, definitionAt(shape.definition, minor), minor, walk);
  else if (shape.form === 'list') checkList(value, shape.of, minor, walk);
  else if (shape.form === 'map') checkMap(value, shape.of, minor, walk);
  else if (value !== shape.value)
    walk.report('wrong-type', { got: typeof value === 'string' ? valueText(value) : typeText(value), wanted: shape.value });
}

function checkList(value: Json, of: Shape, minor: number, walk: Walk): void {
  if (!Array.isArray(value)) {
    walk.report('wrong-type', { got: typeText(value), wanted: shapeText({ form: 'list', of }) });
    return;
  }
  for (const [index, item] of (value as readonly Json[]).entries()) walk.inside(index, () => checkShape(item, of, minor, walk));
}

function checkMap(value: Json, of: Shape, minor: number, walk: Walk): void {
  if (!isObject(value)) {
    walk.report('wrong-type', { got: typeText(value), wanted: shapeText({ form: 'map', of }) });
    return;
  }
  for (const key of Object.keys(value)) {
    const inner = value[key];
    if (inner !== undefined) walk.inside(key, () => checkShape(inner, of, minor, walk));
  }
}

/** An empty text reads as absent, which the API server fills in. */
function checkClosed(value: Json, values: readonly string[], walk: Walk): void {
  if (Array.isArray(value)) {
    for (const [index, item] of (value as readonly Json[]).entries()) walk.inside(index, () => checkClosed(item, values, walk));
  } else if (typeof value === 'string' && value !== '' && !values.includes(value)) {
    const meant = nearest(value, values);
    walk.report('wrong-value', { got: valueText(value), wanted: oneOfText(values), ...(meant !== undefined && { fix: `write ${meant}` }) });
  }
}

function reportUnknown(field: string, definition: Definition, minor: number, walk: Walk): void {
  const served = servedField(definition.name, field);
  const later = served.find(({ since }) => since > minor);
  const earlier = served.filter(({ until }) => until < minor).at(-1);
  if (later) walk.report('unserved-field', { got: `a field that Kubernetes has since 1.${later.since}`, wanted: wantedAt(minor) });
  else if (earlier)
    walk.report('unserved-field', {
      got: `a field that Kubernetes had until 1.${earlier.until}`,
      wanted: wantedAt(minor),
      fix: 'leave it out',
    });
  else {
    const meant = walk.maySuggest() ? nearest(field, definition.fields.keys()) : undefined;
    walk.report('unknown-field', {
      got: 'an unknown field',
      wanted: `a field of ${nameOf(definition)} in Kubernetes 1.${minor}`,
      ...(meant !== undefined && { fix: `write ${meant}` }),
    });
  }
}

function reportGated(since: number | 'later', minor: number, walk: Walk): void {
  const got = since === 'later' ? 'a field that is off in every version' : `a field that is off until 1.${since}`;
  walk.report('gated-field', { got, wanted: wantedAt(minor) });
}

function reportValue(value: Json, { since, earlier, instead }: ValueGate, minor: number, walk: Walk): void {
  if (earlier === 'dropped') {
    walk.report('gated-field', { got: `${valueText(value)}, which is off until 1.${since}`, wanted: wantedAt(minor) });
    return;
  }
  const when = since === 'later' ? 'no version takes as it comes' : `Kubernetes takes since 1.${since}`;
  const other = instead === undefined ? 'write another value' : `write ${instead}`;
  walk.report('wrong-value', {
    got: `${valueText(value)}, which ${when}`,
    wanted: `a value that Kubernetes 1.${minor} takes`,
    fix: since === 'later' ? other : `${other}, or raise the target version`,
  });
}

function wantedAt(minor: number): string {
  return `fields that Kubernetes 1.${minor} keeps`;
}

function reportMissing(field: string, definition: Definition, walk: Walk): void {
  const known = definition.fields.get(field);
  if (known)
    walk.inside(field, () =>
      walk.report('missing-field', { got: 'nothing', wanted: `${shapeText(known.shape)}: ${nameOf(definition)} needs it` }),
    );
}

function nameOf({ name }: Definition): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** What a shape accepts, as the end of a sentence. */
function shapeText(shape: Shape): string {
  if (shape.form === 'scalar') return scalarText(shape.scalar);
  if (shape.form === 'list') return 'a list';
  if (shape.form === 'constant') return shape.value;
  return 'an object';
}
