// Damaged copies of valid manifests: what people get wrong, made at random from a seed.

/** A generator of numbers from 0 to 1 that a seed decides. */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const VALUES = [
  'text',
  '',
  '12',
  12,
  -1,
  0.5,
  2 ** 40,
  true,
  false,
  null,
  [],
  {},
  ['text'],
  [1],
  [null],
  { key: 'text' },
  { key: 1 },
  [[]],
  [{}],
];
const API_VERSIONS = [
  'v1',
  'apps/v1',
  'apps/v1beta1',
  'batch/v1',
  'batch/v1beta1',
  'extensions/v1beta1',
  'policy/v1',
  'autoscaling/v2beta2',
  'v2',
];
const FIELDS = [
  'replica',
  'label',
  'containers',
  'spec',
  'name',
  'items',
  'constructor',
  '__proto__',
  'toString',
  'sleep',
  'restartPolicy',
  'port',
];

/** Every place in a value that has one above it: its owner and its key. */
function places(value, found = []) {
  if (typeof value !== 'object' || value === null) return found;
  for (const key of Object.keys(value)) {
    found.push([value, key]);
    places(value[key], found);
  }
  return found;
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const define = (owner, key, value) => Object.defineProperty(owner, key, { value, enumerable: true, configurable: true, writable: true });

/** Each changes a copy; false where it does not apply. */
const MUTATIONS = {
  'a field or item removed': (pick, copy) => {
    const [owner, key] = pick(places(copy));
    return Array.isArray(owner) ? owner.splice(Number(key), 1) : delete owner[key];
  },
  'an unknown or misplaced field': (pick, copy) => {
    const owners = places(copy).flatMap(([owner, key]) => (isObject(owner[key]) ? [owner[key]] : []));
    define(pick([copy, ...owners]), pick(FIELDS), pick(VALUES));
  },
  'a misspelt field': (pick, copy) => {
    const [owner, key] = pick(places(copy).filter(([inner]) => isObject(inner)));
    const value = owner[key];
    delete owner[key];
    define(owner, pick([`${key}s`, key.slice(0, -1), key.toUpperCase(), key[0].toUpperCase() + key.slice(1), `${key} `]), value);
  },
  'another type': (pick, copy) => {
    const [owner, key] = pick(places(copy));
    owner[key] = pick(VALUES);
  },
  null: (pick, copy) => {
    const [owner, key] = pick(places(copy));
    owner[key] = null;
  },
  'a list of it': (pick, copy) => {
    const [owner, key] = pick(places(copy));
    owner[key] = [owner[key]];
  },
  'an item without its list': (pick, copy) => {
    const [owner, key] = pick(places(copy).filter(([inner, name]) => Array.isArray(inner[name]) && inner[name].length > 0)) ?? [];
    if (!owner) return false;
    owner[key] = owner[key][0];
  },
  'quotes added or left out': (pick, copy) => {
    const [owner, key] = pick(places(copy).filter(([inner, name]) => typeof inner[name] !== 'object'));
    const value = owner[key];
    owner[key] = typeof value === 'string' ? pick([Number(value) || 7, true]) : String(value);
  },
  'two fields exchanged': (pick, copy) => {
    const [owner, key] = pick(places(copy));
    const [other, name] = pick(places(copy));
    if (owner === other[name] || other === owner[key] || JSON.stringify(owner[key]).length + JSON.stringify(other[name]).length > 4000)
      return false;
    if (places(owner[key]).some(([inner]) => inner === other) || places(other[name]).some(([inner]) => inner === owner)) return false;
    [owner[key], other[name]] = [other[name], owner[key]];
  },
  'another value': (pick, copy) => {
    const [owner, key] = pick(places(copy).filter(([inner, name]) => typeof inner[name] === 'string'));
    owner[key] = pick(['Sometimes', owner[key].toLowerCase(), `${owner[key]}x`]);
  },
  'another version or kind': (pick, copy) => {
    if (pick([true, false])) copy.apiVersion = pick(API_VERSIONS);
    else copy.kind = pick([copy.kind.toLowerCase(), `${copy.kind}s`, 'Pod', 'Deployment', 'Shop']);
  },
};

/** `count` damaged copies: the mutations in turn, the objects by kind in turn, so that a rare kind is met as often as a common one. */
function mutate(objects, count, seed) {
  const next = random(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const byKind = Object.values(groupByKind(objects));
  const names = Object.keys(MUTATIONS);
  const found = [];
  for (let turn = 0; found.length < count; turn += 1) {
    const original = pick(byKind[turn % byKind.length]);
    const mutation = names[Math.floor(turn / byKind.length) % names.length];
    const object = structuredClone(original);
    if (MUTATIONS[mutation](pick, object) === false || JSON.stringify(object) === JSON.stringify(original)) continue;
    found.push({ name: mutation, object });
  }
  return found;
}

function groupByKind(objects) {
  const groups = {};
  for (const object of objects) {
    groups[object.kind] ??= [];
    groups[object.kind].push(object);
  }
  return groups;
}

module.exports = { mutate };
