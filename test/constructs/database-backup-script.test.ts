import { ShopDatabase } from '../../lib';
import { ShellSandbox } from '../support/shell-sandbox';
import { manifest, testShop } from '../support/synthesis';

const DAY = 86_400;

/** In a stub, the value of its second argument, `--file=…`. */
const FILE = '$(echo "$2" | cut -d = -f 2)';

let sandbox: ShellSandbox;
beforeEach(() => {
  sandbox = new ShellSandbox();
  sandbox.write('/run/secrets/it-credentials/password', 'from the Secret\n');
  sandbox.makeDirectory('/backup');
  sandbox.stub('date', 'echo 20260102T030405Z');
  sandbox.stub(
    'pg_dump',
    `file=${FILE}`,
    'echo "dump of $PGUSER@$PGHOST/$PGDATABASE with $PGPASSWORD" > "$file"',
    'echo "dump $1" >> /tmp/calls',
  );
  sandbox.stub('pg_restore', 'echo "read $1" >> /tmp/calls', 'grep -q ^dump "$2"');
});
afterEach(() => sandbox.remove());

function run(keep = 3) {
  const shop = testShop();
  new ShopDatabase(shop, 'it', { backup: { keep } });
  return sandbox.run(manifest(shop, 'CronJob', 'it-backup').spec.jobTemplate.spec.template.spec.containers[0]);
}

const NEW = 'shop-20260102T030405Z.dump';

test('the database is dumped whole, read back, and only then has its final name', () => {
  const { status, stdout, stderr } = run();
  expect([status, stderr]).toEqual([0, '']);
  expect(sandbox.list('/backup')).toEqual([NEW]);
  expect(sandbox.read(`/backup/${NEW}`)).toBe('dump of shop@it/shop with from the Secret\n');
  expect(sandbox.read('/tmp/calls')).toBe('dump --format=custom\nread --file=/dev/null\n');
  expect(stdout).toContain(`/backup/${NEW}`);
});

test('of older dumps the newest stay, the new one counted, and nothing but dumps is removed', () => {
  for (const age of [1, 2, 3, 4]) sandbox.write(`/backup/shop-old-${age}.dump`, 'dump', age * DAY);
  sandbox.write('/backup/restore-notes.txt', 'by hand', 9 * DAY);
  expect(run(3).status).toBe(0);
  expect(sandbox.list('/backup')).toEqual(['restore-notes.txt', NEW, 'shop-old-1.dump', 'shop-old-2.dump']);
});

test('one dump may be all that is kept', () => {
  sandbox.write('/backup/shop-old-1.dump', 'dump', DAY);
  expect(run(1).status).toBe(0);
  expect(sandbox.list('/backup')).toEqual([NEW]);
});

test('a dump that fails is a failure, gets no final name, and costs no older one', () => {
  for (const age of [1, 2, 3, 4]) sandbox.write(`/backup/shop-old-${age}.dump`, 'dump', age * DAY);
  sandbox.stub('pg_dump', `echo half > ${FILE}`, 'echo "pg_dump: error: no space left" >&2', 'exit 1');
  expect(run(1)).toMatchObject({ status: 1, stderr: 'pg_dump: error: no space left\n' });
  expect(sandbox.list('/backup').filter((f) => f.endsWith('.dump'))).toHaveLength(4);
  expect(sandbox.list('/backup')).not.toContain(NEW);
});

test('a dump that cannot be read back is a failure, and costs no older one', () => {
  sandbox.write('/backup/shop-old-1.dump', 'dump', DAY);
  sandbox.stub('pg_dump', `echo broken > ${FILE}`);
  expect(run(1).status).toBe(1);
  expect(sandbox.list('/backup').filter((f) => f.endsWith('.dump'))).toEqual(['shop-old-1.dump']);
});

test('what a failed run left goes before the next one needs the room', () => {
  sandbox.write('/backup/shop-20260101T030405Z.dump.part', 'half');
  sandbox.stub('pg_dump', 'ls /backup/*.part > /tmp/left 2> /dev/null', `echo dump > ${FILE}`);
  expect(run().status).toBe(0);
  expect(sandbox.read('/tmp/left')).toBe('');
  expect(sandbox.list('/backup')).toEqual([NEW]);
});

test('without the password nothing is dumped', () => {
  sandbox.remove();
  sandbox = new ShellSandbox();
  sandbox.makeDirectory('/backup');
  sandbox.stub('pg_dump', `echo dump > ${FILE}`);
  expect(run().status).not.toBe(0);
  expect(sandbox.list('/backup')).toEqual([]);
});
