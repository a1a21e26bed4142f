import { reading, unreadable } from '../../lib/reading/input-faults';
import { messageOf } from '../support/synthesis';

const ofDisk = (code?: string) => Object.assign(new Error('raw'), { syscall: 'open', code });

test.each([
  ['EACCES', 'something that this user may not read'],
  ['EPERM', 'something that this user may not read'],
  ['ENXIO', 'a socket or device that nobody serves'],
  ['EIO', 'EIO from the disk'],
  [undefined, 'an unknown error from the disk'],
])('what the disk calls %s is %s', (code, got) => {
  expect(unreadable('k8s', ofDisk(code)).got).toBe(got);
});

test('an error of the disk is told with its path', () => {
  const message = messageOf(() =>
    reading('k8s/a.yaml', () => {
      throw ofDisk('EACCES');
    }),
  );
  expect(message).toBe(
    'SHOP-F002 at k8s/a.yaml: got something that this user may not read; wanted a folder, a file, a pipe with something in it, or - for the standard input. Fix: correct the path, or let this user read it.',
  );
});

test('a fault of the program stays what it is', () => {
  const fault = new TypeError('a fault');
  expect(() =>
    reading('k8s', () => {
      throw fault;
    }),
  ).toThrow(fault);
});
