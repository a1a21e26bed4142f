import { authorizationFor } from '../../lib/registry/authorization';
import { exchange } from '../../lib/registry/exchange';
import { Registries } from '../../lib/registry/registries';
import { LoopbackRegistry } from '../support/loopback-registry';

/** What the transport does instead of asking anybody. */
function transport(answer: () => Response | Error): jest.SpyInstance {
  return jest.spyOn(globalThis, 'fetch').mockImplementation(async () => {
    const given = answer();
    if (given instanceof Error) throw given;
    return given;
  });
}

afterEach(() => jest.restoreAllMocks());

const ask = () =>
  exchange({ url: new URL('https://registry.example/v2/'), method: 'GET', headers: { authorization: 'x' } }, { timeoutMs: 1000 });
const failed = (code: string, errors?: object[]) =>
  Object.assign(new TypeError('fetch failed'), { cause: { code: errors ? undefined : code, errors } });

test('what began encrypted is not redirected to what is not', async () => {
  const spy = transport(() => new Response(null, { status: 307, headers: { location: 'http://registry.example/v2/' } }));
  await expect(ask()).rejects.toThrow('got a redirect of registry.example to what is no encrypted address;');
  expect(spy).toHaveBeenCalledTimes(1);
});

test('credentials for an encrypted registry are not sent to a place for tokens that is not', async () => {
  const send = jest.fn();
  const credential = async () => ({ user: 'ada', secret: 's', isToken: false });
  const wire = { registry: 'registry.example', origin: new URL('https://registry.example/'), send, credential };
  await expect(authorizationFor(wire, 'a', 'Bearer realm="http://auth.example/token"')).rejects.toThrow(
    'got "http://auth.example/token" from registry.example as the place for tokens, which is no encrypted address;',
  );
  expect(send).not.toHaveBeenCalled();
});

test.each([
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'a certificate of registry.example that cannot be trusted (DEPTH_ZERO_SELF_SIGNED_CERT)'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'a certificate of registry.example that cannot be trusted (ERR_TLS_CERT_ALTNAME_INVALID)'],
  ['ENOTFOUND', 'a name that is not known at registry.example'],
  ['EWHATEVER', 'a failure of the network (EWHATEVER) at registry.example'],
])('%s is said as what it is', async (code, got) => {
  transport(() => failed(code));
  await expect(ask()).rejects.toThrow(`got ${got};`);
});

test('of a host of several addresses the first failure is said', async () => {
  transport(() => failed('', [{ code: 'ECONNREFUSED' }, { code: 'ENETUNREACH' }]));
  await expect(ask()).rejects.toThrow('got a refused connection at registry.example;');
  transport(() => failed('', []));
  await expect(ask()).rejects.toThrow('got a failure of the network (unknown) at registry.example;');
});

test('a registry elsewhere is asked without encryption only where the user says so', async () => {
  const registry = await LoopbackRegistry.start();
  try {
    const digest = registry.push('a', '1');
    // Another name of this machine, which does not begin as its own do.
    const name = registry.host.replace('127.0.0.1', '0.0.0.0');
    const patience = { timeoutMs: 2000, tries: 1, wait: async () => undefined, tell: () => undefined };
    const by = (...plainHttp: string[]) => new Registries({ patience, plainHttp, credential: async () => undefined });
    expect((await by(name).resolve(`${name}/a:1`)).digest).toBe(digest);
    const asked = registry.asked.length;
    await expect(by().resolve(`${name}/a:1`)).rejects.toThrow(`got no encryption that can be agreed on with ${name} (ERR_SSL_`);
    expect(registry.asked.length).toBe(asked);
  } finally {
    await registry.stop();
  }
});
