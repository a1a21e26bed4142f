import { DatabaseEngine, ShopDatabase, type ShopDatabaseProps, ShopProfile, ShopSecret } from '../../lib';
import { faultsOf, messageOf, testShop } from '../support/synthesis';

const make = (props: ShopDatabaseProps) => () => new ShopDatabase(testShop(), 'it', props);

const VERSION = 'wanted a major version from 14 to 18. Fix: name a supported version.';
const IDENTIFIER =
  'wanted an identifier of at most 63 lower-case letters, digits and underscores, no digit first; "pg_" begins no user\'s name. Fix: rename the database or user.';
const CONNECTIONS = 'wanted a whole number from 10 to 10000. Fix: correct the number.';

test.each<[ShopDatabaseProps, string]>([
  [{ engine: DatabaseEngine.postgres('13.16') }, `SHOP-D003 at shop/it: got PostgreSQL 13.16; ${VERSION}`],
  [{ engine: DatabaseEngine.postgres('19') }, `SHOP-D003 at shop/it: got PostgreSQL 19; ${VERSION}`],
  [{ engine: DatabaseEngine.postgres('latest') }, `SHOP-D003 at shop/it: got PostgreSQL latest; ${VERSION}`],
  [{ database: 'my-shop' }, `SHOP-D004 at shop/it: got the name "my-shop"; ${IDENTIFIER}`],
  [{ database: '1shop' }, `SHOP-D004 at shop/it: got the name "1shop"; ${IDENTIFIER}`],
  [{ username: 'Shop' }, `SHOP-D004 at shop/it: got the name "Shop"; ${IDENTIFIER}`],
  [{ username: 'a'.repeat(64) }, `SHOP-D004 at shop/it: got the name "${'a'.repeat(64)}"; ${IDENTIFIER}`],
  [{ username: '' }, `SHOP-D004 at shop/it: got the name ""; ${IDENTIFIER}`],
  [{ username: 'pg_shop' }, `SHOP-D004 at shop/it: got the user "pg_shop"; ${IDENTIFIER}`],
  [{ maxConnections: 9 }, `SHOP-D005 at shop/it: got maxConnections 9; ${CONNECTIONS}`],
  [{ maxConnections: 0 }, `SHOP-D005 at shop/it: got maxConnections 0; ${CONNECTIONS}`],
  [{ maxConnections: 10_001 }, `SHOP-D005 at shop/it: got maxConnections 10001; ${CONNECTIONS}`],
  [{ maxConnections: 10.5 }, `SHOP-D005 at shop/it: got maxConnections 10.5; ${CONNECTIONS}`],
])('%j is refused', (props, text) => {
  expect(messageOf(make(props))).toBe(text);
});

test.each<[ShopDatabaseProps]>([
  [{ engine: DatabaseEngine.postgres('14') }],
  [{ engine: DatabaseEngine.postgres('18.1-trixie') }],
  [{ username: 'a'.repeat(63), database: '_shop_2' }],
  [{ database: 'pg_orders' }],
  [{ maxConnections: 10 }],
  [{ maxConnections: 10_000 }],
])('%j is at the edge and taken', (props) => {
  expect(make(props)).not.toThrow();
});

test('an image is held to the rules of images', () => {
  const profile = ShopProfile.production();
  const credentials = ShopSecret.existing('login');
  expect(messageOf(() => new ShopDatabase(testShop({ profile }), 'it', { image: 'postgis/postgis', credentials }))).toBe(
    'SHOP-I002 at shop/it: got the image "postgis/postgis"; wanted a tag other than latest, or a digest, in this profile. Fix: name the version that was tested.',
  );
  expect(messageOf(make({ image: 'Postgres:17' }))).toBe(
    'SHOP-I001 at shop/it: got the image "Postgres:17"; wanted a reference of the form [registry/]repository[:tag][@sha256:<64 hex digits>]. Fix: correct the reference.',
  );
});

test('a label that the library owns is refused', () => {
  expect(messageOf(make({ labels: { 'app.kubernetes.io/version': '1' } }))).toBe(
    'SHOP-N003 at shop/it: got the label "app.kubernetes.io/version"; wanted labels outside of app.kubernetes.io/, which the library sets and selectors depend on. Fix: use a key of your own.',
  );
});

test('a sidecar may not have a port or a name of the server', () => {
  const exporter = { image: 'registry.example/exporter:1', ports: [{ name: 'postgresql', port: 5432 }] };
  expect(faultsOf(make({ sidecars: [{ name: 'it', ...exporter }] })).map((f) => `${f.code} ${f.got}`)).toEqual([
    'SHOP-W003 the port name "postgresql" twice',
    'SHOP-W003 the container port 5432 twice',
    'SHOP-W012 the container name "it"',
  ]);
});

test('everything that is wrong is said at once, and nothing has been emitted', () => {
  const shop = testShop();
  const call = () =>
    new ShopDatabase(shop, 'Orders', {
      engine: DatabaseEngine.postgres('12'),
      database: 'my-shop',
      username: 'pg_shop',
      maxConnections: 3,
      credentials: ShopSecret.external('prod/orders'),
    });
  expect(faultsOf(call).map((f) => f.code)).toEqual(['SHOP-N001', 'SHOP-S004', 'SHOP-D003', 'SHOP-D004', 'SHOP-D004', 'SHOP-D005']);
  expect(shop._graph.components).toEqual([]);
});
