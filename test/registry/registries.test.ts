import type { ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import type { Credential } from '../../lib/registry/credential';
import { MAX_ANSWER_BYTES } from '../../lib/registry/exchange';
import type { ResolvedImage } from '../../lib/registry/image-digest';
import { Registries } from '../../lib/registry/registries';
import { digestOf, LoopbackRegistry, refuse } from '../support/loopback-registry';

let registry: LoopbackRegistry;
let told: string[];
let waited: number[];

beforeEach(async () => {
  registry = await LoopbackRegistry.start();
  [told, waited] = [[], []];
});
afterEach(() => registry.stop());

function registries({ timeoutMs = 2000, tries = 4, user }: { timeoutMs?: number; tries?: number; user?: Credential } = {}): Registries {
  const wait = async (ms: number): Promise<void> => void waited.push(ms);
  const patience = { timeoutMs, tries, wait, tell: (text: string) => void told.push(text.replaceAll(registry.host, 'HOST')) };
  return new Registries({ patience, plainHttp: [], credential: async () => user });
}

/** What is told of an image that cannot be resolved. */
async function failure(image: string, by: Registries = registries()): Promise<string> {
  const error = await by.resolve(image).then(
    () => new Error('it was resolved'),
    (thrown: Error) => thrown,
  );
  return error.message.replaceAll(registry.host, 'HOST');
}

const INDEX = 'application/vnd.oci.image.index.v1+json';
const MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';
const ORDERS = '/v2/shop/orders/manifests/2.4.1';
const orders = () => `${registry.host}/shop/orders:2.4.1`;
const USER = { user: 'ada', secret: 'pa:ss', isToken: false };
const BASIC = `Basic ${Buffer.from('ada:pa:ss').toString('base64')}`;

describe('a registry that answers', () => {
  test('gives the digest, the type and the platforms of an index; attestations are none', async () => {
    const digest = registry.push('shop/orders', '2.4.1');
    expect(await registries().resolve(orders())).toEqual({ digest, mediaType: INDEX, platforms: ['linux/amd64', 'linux/arm64/v8'] });
    expect(registry.lines).toEqual([`HEAD ${ORDERS}`, `GET /v2/shop/orders/manifests/${digest}`]);
  });

  test('gives those of a single manifest', async () => {
    const digest = registry.put('shop/orders', '2.4.1', { schemaVersion: 2, mediaType: MANIFEST, config: {}, layers: [] }, MANIFEST);
    expect(await registries().resolve(orders())).toEqual({ digest, mediaType: MANIFEST, platforms: [] });
  });

  test('is asked for no more than the digest where it is known', async () => {
    const known: ResolvedImage = { digest: registry.push('shop/orders', '2.4.1'), mediaType: 'x', platforms: ['y'] };
    expect(await registries().resolve(orders(), known)).toBe(known);
    expect(registry.lines).toEqual([`HEAD ${ORDERS}`]);
    const moved = registry.push('shop/orders', '2.4.1', ['linux/riscv64']);
    expect(await registries().resolve(orders(), known)).toEqual({ digest: moved, mediaType: INDEX, platforms: ['linux/riscv64'] });
  });

  test('is asked for latest where there is no tag', async () => {
    const digest = registry.push('orders', 'latest');
    expect((await registries().resolve(`${registry.host}/orders`)).digest).toBe(digest);
  });

  test.each([405, 404, 501, 200])('may answer HEAD with %d and no digest: then the bytes say it', async (status) => {
    const digest = registry.push('shop/orders', '2.4.1');
    registry.manners = ({ method }, response) => method === 'HEAD' && Boolean(response.writeHead(status).end());
    expect((await registries().resolve(orders())).digest).toBe(digest);
    expect(registry.lines).toEqual([`HEAD ${ORDERS}`, `GET ${ORDERS}`]);
  });

  test('is asked for four things at a time', async () => {
    const known = { digest: registry.push('shop/orders', '2.4.1'), mediaType: INDEX, platforms: [] };
    let [now, most] = [0, 0];
    registry.manners = (_, response) => {
      most = Math.max(most, ++now);
      setTimeout(() => {
        now--;
        response.writeHead(200, { 'docker-content-digest': known.digest }).end();
      }, 30);
      return true;
    };
    const by = registries();
    await Promise.all(Array.from({ length: 12 }, (_, n) => by.resolve(`${registry.host}/shop/orders:${n}`, known)));
    expect([most, registry.asked.length]).toEqual([4, 12]);
  });
});

describe('a registry that wants credentials', () => {
  /** Asks for a token first, and gives it to who has the right to it. */
  const withTokens =
    (mayHave: (authorization: string | undefined, body: string) => boolean, token: object = { token: 't0k' }) =>
    ({ path, authorization, body }: { path: string; authorization?: string; body: string }, response: ServerResponse): boolean => {
      if (path.startsWith('/token')) {
        response.writeHead(mayHave(authorization, body) ? 200 : 401).end(JSON.stringify(token));
        return true;
      }
      if (authorization === 'Bearer t0k') return false;
      const challenge = `Bearer realm="http://${registry.host}/token",service="a, b",scope="repository:shop/orders:pull"`;
      refuse(response, 401, 'UNAUTHORIZED', 'authentication required', { 'www-authenticate': challenge });
      return true;
    };

  test('gives anybody a token for what is public, which is kept for the repository', async () => {
    const digest = registry.push('shop/orders', '2.4.1');
    registry.push('shop/orders', '2.4.2');
    registry.manners = withTokens((authorization) => authorization === undefined);
    const by = registries();
    expect((await by.resolve(orders())).digest).toBe(digest);
    await by.resolve(`${registry.host}/shop/orders:2.4.2`);
    const token = 'GET /token?service=a%2C+b&scope=repository%3Ashop%2Forders%3Apull';
    expect(registry.lines.filter((line) => line.includes('token'))).toEqual([token]);
    expect(registry.lines.slice(0, 3)).toEqual([`HEAD ${ORDERS}`, token, `HEAD ${ORDERS}`]);
  });

  test('gives a user one for his password, by either name', async () => {
    registry.push('shop/orders', '2.4.1');
    registry.manners = withTokens((authorization) => authorization === BASIC, { access_token: 't0k' });
    await registries({ user: USER }).resolve(orders());
    expect(registry.asked.filter(({ authorization }) => authorization === BASIC).map(({ path }) => path.slice(0, 6))).toEqual(['/token']);
  });

  test('gives one for a token of a helper', async () => {
    registry.push('shop/orders', '2.4.1');
    const form = 'grant_type=refresh_token&client_id=cdk8s-shop&refresh_token=r&service=a%2C+b&scope=repository%3Ashop%2Forders%3Apull';
    registry.manners = withTokens((authorization, body) => authorization === undefined && body === form);
    await registries({ user: { user: '<token>', secret: 'r', isToken: true } }).resolve(orders());
  });

  test('gets a new token where the one before is over', async () => {
    registry.push('shop/orders', '2.4.1');
    let valid = 0;
    registry.manners = ({ path, authorization }, response) => {
      if (path.startsWith('/token')) return Boolean(response.end(JSON.stringify({ token: `t${++valid}` })));
      // Each is good for one request.
      if (authorization === `Bearer t${valid}` && !registry.asked.slice(0, -1).some((a) => a.authorization === authorization)) return false;
      refuse(response, 401, 'UNAUTHORIZED', 'over', { 'www-authenticate': `Bearer realm="http://${registry.host}/token"` });
      return true;
    };
    await registries().resolve(orders());
    expect(valid).toBe(2);
  });

  test('takes a password itself', async () => {
    registry.push('shop/orders', '2.4.1');
    registry.manners = ({ authorization }, response) => {
      if (authorization === BASIC) return false;
      refuse(response, 401, 'UNAUTHORIZED', 'no', { 'www-authenticate': 'Basic realm="shop"' });
      return true;
    };
    await registries({ user: USER }).resolve(orders());
    expect(registry.asked.map(({ authorization }) => authorization)).toEqual([undefined, BASIC, BASIC]);
  });

  const REFUSED =
    'got a refusal of the password of ada by HOST; wanted its digest. Fix: log in again with `docker login HOST`, as a user who may pull the image.';
  const NOBODY =
    'got a registry that wants credentials, and none for HOST in the Docker configuration; wanted its digest. Fix: correct the name of the image, or log in with `docker login HOST`.';

  test.each(['Bearer realm="REALM"', 'Basic realm="x"', 'basic'])('says whose password it refused, after %s', async (challenge) => {
    registry.manners = (_, response) => {
      refuse(response, 401, 'UNAUTHORIZED', 'no', { 'www-authenticate': challenge.replace('REALM', `http://${registry.host}/token`) });
      return true;
    };
    expect(await failure(orders(), registries({ user: USER }))).toBe(REFUSED);
    expect(await failure(orders())).toBe(NOBODY);
    expect(waited).toEqual([]);
  });

  test.each(['', 'Negotiate', 'Bearer service="x"'])('cannot be answered with "%s"', async (challenge) => {
    registry.manners = (_, response) => {
      refuse(response, 401, 'UNAUTHORIZED', 'no', { 'www-authenticate': challenge });
      return true;
    };
    expect(await failure(orders())).toBe(NOBODY);
  });

  test('says it of a token too', async () => {
    registry.manners = withTokens(() => false);
    expect(await failure(orders(), registries({ user: { user: '<token>', secret: 'r', isToken: true } }))).toContain(
      'got a refusal of the token by HOST;',
    );
  });

  test.each<[string, object]>([
    ['an answer without a token', {}],
    ['an answer without a token', { token: 7 }],
    ['an answer without a token', { token: 'a\nb' }],
  ])('fails with %s: %j', async (got, token) => {
    registry.manners = withTokens(() => true, token);
    expect(await failure(orders())).toBe(
      `got ${got} from those who give the tokens of HOST; wanted its digest. Fix: ask those who run the registry.`,
    );
  });

  test.each(['ftp://127.0.0.1/token', 'token', 'file:///etc/passwd'])('gets no credentials sent to %s', async (realm) => {
    registry.manners = (_, response) => {
      refuse(response, 401, 'UNAUTHORIZED', 'no', { 'www-authenticate': `Bearer realm="${realm}"` });
      return true;
    };
    expect(await failure(orders(), registries({ user: USER }))).toBe(
      `got "${realm}" from HOST as the place for tokens, which is no encrypted address; wanted its digest. Fix: ask those who run the registry.`,
    );
  });
});

describe('a registry that fails', () => {
  const status =
    (code: number, headers: Record<string, string> = {}) =>
    (_: unknown, response: ServerResponse) =>
      Boolean(response.writeHead(code, headers).end());

  test('with 404 and 403: said in its own words, which go to a terminal', async () => {
    expect(await failure(orders())).toBe(
      'got the status 404 from HOST (MANIFEST_UNKNOWN: manifest unknown); wanted its digest. Fix: correct the name or the tag, or push the image.',
    );
    registry.manners = (_, response) => {
      refuse(response, 403, 'DENIED', `no \u001b[31m\u009b2J\nway ${'x'.repeat(200)}`);
      return true;
    };
    expect(await failure(orders())).toBe(
      `got the status 403 from HOST (DENIED: no [31m 2J way ${'x'.repeat(137)}…); wanted its digest. Fix: log in with \`docker login HOST\` as a user who may pull it.`,
    );
    expect(told).toEqual([]);
  });

  test('with 500 and then not', async () => {
    const digest = registry.push('shop/orders', '2.4.1');
    registry.manners = (_, response, count) => count < 3 && status(500)(_, response);
    expect((await registries().resolve(orders())).digest).toBe(digest);
    expect(told).toEqual([
      'the status 500 from HOST; trying again in 0.5 s (2 of 4)',
      'the status 500 from HOST; trying again in 1 s (3 of 4)',
    ]);
    expect(waited).toEqual([500, 1000]);
  });

  test('with 503 for ever', async () => {
    registry.manners = status(503);
    expect(await failure(orders())).toBe('got the status 503 from HOST, 4 times; wanted its digest. Fix: try later.');
    expect(registry.asked.length).toBe(4);
    expect(waited).toEqual([500, 1000, 2000]);
  });

  test('with 429: it is waited as long as the registry asks', async () => {
    const digest = registry.push('shop/orders', '2.4.1');
    registry.manners = (_, response, count) => count === 1 && status(429, { 'retry-after': '7' })(_, response);
    expect((await registries().resolve(orders())).digest).toBe(digest);
    expect(waited).toEqual([7000]);
  });

  test.each<[string, number[]]>([
    ['Sat, 28 Nov 2026 10:00:09 GMT', [9000]],
    ['Sat, 28 Nov 2026 09:00:00 GMT', [500]],
    ['soon', [500]],
    ['0', [500]],
  ])('with 429 until %s, by its own clock', async (until, pauses) => {
    const headers = { 'retry-after': until, date: 'Sat, 28 Nov 2026 10:00:00 GMT' };
    registry.manners = (_, response, count) => count === 1 && status(429, headers)(_, response);
    registry.push('shop/orders', '2.4.1');
    await registries().resolve(orders());
    expect(waited).toEqual(pauses);
  });

  test('with 429 and a pause that nobody waits for', async () => {
    registry.manners = status(429, { 'retry-after': '3600' });
    expect(await failure(orders())).toBe(
      'got the status 429 from HOST, which wants 3600 s of pause; wanted its digest. Fix: try after that, or log in for a higher limit.',
    );
    expect([registry.asked.length, waited]).toEqual([1, []]);
    registry.manners = status(429);
    expect(await failure(orders())).toContain('Fix: try later, or log in with `docker login HOST` for a higher limit.');
  });

  test('by silence: every try has its time, and no other image waits for it again', async () => {
    registry.manners = () => true;
    const by = registries({ timeoutMs: 60, tries: 2 });
    const text =
      'got no answer from HOST in 0.06 s, 2 times; wanted its digest. Fix: see that this machine reaches HOST, or give it longer with --timeout.';
    expect(await failure(orders(), by)).toBe(text);
    expect(told).toEqual(['no answer from HOST in 0.06 s; trying again in 0.5 s (2 of 2)']);
    expect(await failure(`${registry.host}/other:1`, by)).toBe(text);
    expect(registry.asked.length).toBe(2);
  });

  test('by a body that never ends', async () => {
    registry.push('shop/orders', '2.4.1');
    registry.manners = ({ method }, response) => method === 'GET' && response.writeHead(200, { 'content-type': INDEX }).write('{');
    expect(await failure(orders(), registries({ timeoutMs: 60, tries: 1 }))).toContain('got no answer from HOST in 0.06 s, 1 time;');
  });

  test('by a body too large, which is not read to its end', async () => {
    registry.push('shop/orders', '2.4.1');
    let sent = 0;
    registry.manners = ({ method }, response) => {
      if (method !== 'GET') return false;
      response.writeHead(200, { 'content-type': INDEX });
      const more = (): void => {
        while (!response.destroyed && sent < 64 * MAX_ANSWER_BYTES && response.write(Buffer.alloc(2 ** 20, 0x20))) sent += 2 ** 20;
        if (!response.destroyed) response.once('drain', more);
      };
      more();
      return true;
    };
    expect(await failure(orders())).toBe(
      'got an answer of HOST of more than 4 MiB; wanted its digest. Fix: ask those who run the registry.',
    );
    expect(sent).toBeLessThan(8 * MAX_ANSWER_BYTES);
  });

  test('by cutting the connection, or by not being there', async () => {
    registry.manners = (_, response) => Boolean(response.destroy());
    expect(await failure(orders(), registries({ tries: 1 }))).toBe(
      'got a connection that was cut at HOST, 1 time; wanted its digest. Fix: see that this machine reaches HOST.',
    );
    const port = await freePort();
    expect(await failure(`127.0.0.1:${port}/a:1`, registries({ tries: 2 }))).toBe(
      `got a refused connection at 127.0.0.1:${port}, 2 times; wanted its digest. Fix: see that this machine reaches 127.0.0.1:${port}.`,
    );
  });

  test('by content other than its digest says', async () => {
    const digest = registry.push('shop/orders', '2.4.1');
    const other = `{"mediaType":"${INDEX}","manifests":[]}`;
    registry.manners = ({ method }, response) =>
      method === 'GET' && Boolean(response.writeHead(200, { 'docker-content-digest': digest }).end(other));
    expect(await failure(orders())).toBe(
      `got content with the digest ${digestOf(other)} from HOST, which names it ${digest}; wanted its digest. Fix: do not use the image, and ask those who run the registry and the network.`,
    );
  });

  test.each([
    ['<html>log in</html>', 'text/html; charset=utf-8', 'text/html'],
    [
      '{"schemaVersion": 1}',
      'application/vnd.docker.distribution.manifest.v1+prettyjws',
      'application/vnd.docker.distribution.manifest.v1+prettyjws',
    ],
    ['[]', INDEX, INDEX],
    ['{}', MANIFEST, MANIFEST],
    ['\u0000', '', 'of no type'],
  ])('by %s', async (body, type, said) => {
    registry.put('shop/orders', '2.4.1', body, type);
    expect(await failure(orders())).toBe(
      `got what is no manifest of an image from HOST (${said}); wanted its digest. Fix: see that the name is that of an image, and of a registry.`,
    );
  });

  test('before it is asked, where the text is no reference', async () => {
    expect(await failure('Web:1')).toBe('got "Web:1", which is no image reference; wanted its digest. Fix: correct the reference.');
  });
});

describe('a registry that redirects', () => {
  test('within itself keeps the credentials, to another host loses them', async () => {
    const digest = registry.push('shop/orders', '2.4.1');
    const store = await LoopbackRegistry.start();
    try {
      store.push('shop/orders', '2.4.1');
      registry.manners = ({ method, path, authorization }, response) => {
        if (authorization === undefined) refuse(response, 401, 'UNAUTHORIZED', 'no', { 'www-authenticate': 'Basic' });
        else if (method === 'GET' && !path.startsWith('/here')) response.writeHead(307, { location: `/here${path}` }).end();
        else if (method === 'GET') response.writeHead(302, { location: `http://${store.host}${path.replace('/here', '')}` }).end();
        else return false;
        return true;
      };
      expect((await registries({ user: USER }).resolve(orders())).digest).toBe(digest);
      expect(registry.asked.at(-1)).toMatchObject({ path: `/here/v2/shop/orders/manifests/${digest}`, authorization: BASIC });
      expect(store.asked).toEqual([{ method: 'GET', path: `/v2/shop/orders/manifests/${digest}`, body: '' }]);
    } finally {
      await store.stop();
    }
  });

  test.each(['ftp://store.example/x', 'http://user@store.example/x', 'http://', 'file:///etc/passwd'])(
    'to %s is not followed',
    async (location) => {
      registry.manners = (_, response) => Boolean(response.writeHead(302, { location }).end());
      expect(await failure(orders())).toBe(
        'got a redirect of HOST to what is no encrypted address; wanted its digest. Fix: ask those who run the registry.',
      );
    },
  );

  test('in a circle is given up', async () => {
    registry.manners = ({ path }, response) => Boolean(response.writeHead(302, { location: path }).end());
    expect(await failure(orders())).toBe('got more than 5 redirects of HOST; wanted its digest. Fix: ask those who run the registry.');
    expect(registry.asked.length).toBe(6);
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
