import { type HttpProbeOptions, ShopProbe } from '../../lib';

const FIRST = { name: 'http', targetPort: 8080 };

test('an HTTP probe asks the first port, or the one it names, with its headers', () => {
  expect(ShopProbe.http('/readyz')._on(FIRST)).toEqual({ kind: 'http', path: '/readyz', port: 'http', headers: {} });
  const options: Required<HttpProbeOptions> = { port: 'admin', headers: { Cookie: 'shop_session=probe' } };
  expect(ShopProbe.http('/', options)._on(FIRST)).toEqual({
    kind: 'http',
    path: '/',
    port: 'admin',
    headers: { Cookie: 'shop_session=probe' },
  });
});

test('a gRPC probe asks the number of the port, for the server or one of its services', () => {
  expect(ShopProbe.grpc()._on(FIRST)).toEqual({ kind: 'grpc', port: 8080, service: undefined });
  expect(ShopProbe.grpc('shop.Cart')._on(FIRST)).toEqual({ kind: 'grpc', port: 8080, service: 'shop.Cart' });
});

test('a TCP probe asks the first port, or the one it names', () => {
  expect(ShopProbe.tcp()._on(FIRST)).toEqual({ kind: 'tcp', port: 'http' });
  expect(ShopProbe.tcp('admin')._on(FIRST)).toEqual({ kind: 'tcp', port: 'admin' });
});

test('a command asks no port', () => {
  expect(ShopProbe.exec(['/bin/alive', '--quick'])._on(FIRST)).toEqual({ kind: 'exec', command: ['/bin/alive', '--quick'] });
});

test('what happens afterwards to the list or the record it was made of changes no probe', () => {
  const command = ['/bin/alive'];
  const headers = { a: '1' };
  const probes = [ShopProbe.exec(command), ShopProbe.http('/', { headers })];
  command.push('--slow');
  headers.a = '2';
  expect(probes.map((p) => p._on(FIRST))).toMatchObject([{ command: ['/bin/alive'] }, { headers: { a: '1' } }]);
});
