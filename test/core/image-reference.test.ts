import { homeOf, parseImage } from '../../lib/core/image-reference';

const HEX = 'a'.repeat(64);
const DIGEST = `sha256:${HEX}`;

test.each([
  ['nginx', { repository: 'nginx' }],
  ['nginx:1.29', { repository: 'nginx', tag: '1.29' }],
  ['localhost/shop', { repository: 'localhost/shop' }],
  ['registry.example/team/store-front:2.4.1', { repository: 'registry.example/team/store-front', tag: '2.4.1' }],
  ['registry.example:5000/web', { repository: 'registry.example:5000/web' }],
  ['registry.example:5000/web:5000', { repository: 'registry.example:5000/web', tag: '5000' }],
  [`registry.example:5000/web:1@${DIGEST}`, { repository: 'registry.example:5000/web', tag: '1', digest: DIGEST }],
  [`web@${DIGEST}`, { repository: 'web', digest: DIGEST }],
  ['a/b__c/d---e/f.g_h', { repository: 'a/b__c/d---e/f.g_h' }],
  ['Registry.Example/web', { repository: 'Registry.Example/web' }],
  ['constructor', { repository: 'constructor' }],
  ['web:_1', { repository: 'web', tag: '_1' }],
  [`web:${'v'.repeat(128)}`, { repository: 'web', tag: 'v'.repeat(128) }],
  [`registry.example/${'a'.repeat(238)}`, { repository: `registry.example/${'a'.repeat(238)}` }],
])('%s is split into its parts', (text, parts) => {
  expect(parseImage(text)).toEqual({ tag: undefined, digest: undefined, ...parts });
});

test.each([
  ['', 'nothing'],
  [':1', 'a tag alone'],
  ['web:', 'an empty tag'],
  ['web@', 'an empty digest'],
  ['Web', 'capitals in the repository'],
  ['team/Web', 'capitals after the registry'],
  ['web:-1', 'a tag that begins with a hyphen'],
  ['web:1:2', 'two tags'],
  [`web:${'v'.repeat(129)}`, 'a tag of 129 characters'],
  [`registry.example/${'a'.repeat(239)}`, 'a repository of 256 characters'],
  [`web@sha256:${'a'.repeat(63)}`, 'a digest that is too short'],
  [`web@sha256:${'A'.repeat(64)}`, 'a digest in capitals'],
  [`web@sha512:${HEX}`, 'a digest that is too short for its algorithm'],
  [`web@md5:${HEX}`, 'another algorithm'],
  [`web@${DIGEST}@${DIGEST}`, 'two digests'],
  ['registry.example:port/web', 'a port that is no number'],
  ['registry..example/web', 'an empty label in the registry'],
  ['-registry.example/web', 'a registry that begins with a hyphen'],
  ['web_', 'a separator at the end'],
  ['a..b/c:1', 'two dots in a segment'],
  ['a___b', 'three underscores'],
  ['/web', 'a slash first'],
  ['web/', 'a slash last'],
  ['team//web', 'an empty segment'],
  [' web', 'a blank first'],
  ['web ', 'a blank last'],
  ['web\n', 'a line break'],
  ['https://registry.example/web', 'a URL'],
  ['wéb', 'a letter outside of ASCII'],
])('"%s" is no image reference: %s', (text) => {
  expect(parseImage(text)).toBeUndefined();
});

test('a long text that almost fits is refused at once', () => {
  expect(parseImage(`${'a-'.repeat(100_000)}/`)).toBeUndefined();
});

test.each([
  ['valkey', 'docker.io', 'library/valkey'],
  ['valkey/valkey', 'docker.io', 'valkey/valkey'],
  ['docker.io/valkey', 'docker.io', 'library/valkey'],
  ['index.docker.io/valkey/valkey', 'docker.io', 'valkey/valkey'],
  ['registry.example/valkey', 'registry.example', 'valkey'],
  ['registry.example:5000/a/b', 'registry.example:5000', 'a/b'],
  ['localhost/valkey', 'localhost', 'valkey'],
  ['Registry/valkey', 'Registry', 'valkey'],
  ['a.b', 'docker.io', 'library/a.b'],
])('%s is at %s as %s', (repository, registry, path) => {
  expect(homeOf(repository)).toEqual({ registry, path });
});
