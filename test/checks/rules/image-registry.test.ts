import { IMAGE_REGISTRY } from '../../../lib/checks/rules/image-registry';
import { messagesOf } from '../../support/checked';

const pod = (image: string) =>
  `{ apiVersion: v1, kind: Pod, metadata: { name: carts }, spec: { containers: [{ name: app, image: "${image}" }] } }`;

const told = (image: string, ...registries: string[]) => messagesOf(IMAGE_REGISTRY, pod(image), { settings: { registries } }).length;

test('the wrong example is told in full, the right one is accepted', () => {
  const settings = { registries: ['registry.example', 'quay.io/shop'] };
  expect(messagesOf(IMAGE_REGISTRY, IMAGE_REGISTRY.wrong, { settings })).toEqual([
    '/Pod//carts spec.containers[0].image: got "valkey/valkey:8.1"; wanted an image from registry.example, quay.io/shop. Fix: copy the image to a registry of the list, or add its registry to the list.',
  ]);
  expect(messagesOf(IMAGE_REGISTRY, IMAGE_REGISTRY.right, { settings })).toEqual([]);
});

test('without the setting nothing is asked; an empty list allows nothing', () => {
  expect(messagesOf(IMAGE_REGISTRY, IMAGE_REGISTRY.wrong)).toEqual([]);
  expect(messagesOf(IMAGE_REGISTRY, IMAGE_REGISTRY.right, { settings: { registries: [] } })[0]).toContain('wanted an image from none.');
});

test('a registry, with or without a path, is allowed as a whole and not by its beginning', () => {
  expect(told('registry.example/a/b:1', 'registry.example')).toBe(0);
  expect(told('registry.example/a/b:1', 'registry.example/')).toBe(0);
  expect(told('registry.example/a/b:1', 'registry.example/a')).toBe(0);
  expect(told('registry.example/ab:1', 'registry.example/a')).toBe(1);
  expect(told('registry.example.attacker.test/a:1', 'registry.example')).toBe(1);
  expect(told('registry.example:5000/a:1', 'registry.example')).toBe(1);
  expect(told('attacker.test/registry.example/a:1', 'registry.example')).toBe(1);
});

test('only names without a path are in the library, and only at Docker Hub', () => {
  expect(told('registry.example/app:1', 'registry.example/app')).toBe(0);
  expect(told('valkey/valkey:8.1', 'docker.io/valkey')).toBe(0);
  expect(told('valkey/valkey:8.1', 'docker.io/library')).toBe(1);
  expect(told('a.b', 'docker.io/library')).toBe(0);
});

test.each(['valkey', 'valkey:8.1', 'library/valkey', 'docker.io/valkey', 'docker.io/library/valkey', 'index.docker.io/library/valkey:8.1'])(
  '%s is an image of Docker Hub’s library',
  (image) => {
    expect([told(image, 'docker.io'), told(image, 'docker.io/library'), told(image, 'registry.example')]).toEqual([0, 0, 1]);
  },
);

test.each(['localhost/valkey', 'localhost:5000/valkey', 'Attacker/valkey', 'hub:443/valkey'])('%s is not from Docker Hub', (image) => {
  expect(told(image, 'docker.io')).toBe(1);
});

test('a digest of either algorithm changes nothing of where an image is from', () => {
  for (const digest of [`sha256:${'0'.repeat(64)}`, `sha512:${'0'.repeat(128)}`])
    expect([told(`attacker.test/a@${digest}`, 'registry.example'), told(`registry.example/a:1@${digest}`, 'registry.example')]).toEqual([
      1, 0,
    ]);
});

test('an image that is no reference is told of by another rule', () => {
  expect(told('registry.example/A:1', 'other.example')).toBe(0);
});

test('containers of every role and volumes of images are looked at', () => {
  const spec = `
    initContainers: [{ image: a }, { restartPolicy: Always, image: a }], containers: [{ image: a }, { image: 7 }], ephemeralContainers: [{ image: a }],
    volumes: [{ name: v, image: { reference: a } }, { name: w, image: { reference: "" } }, { name: x, image: a }, 7]`;
  const yaml = `{ apiVersion: v1, kind: Pod, metadata: { name: carts }, spec: { ${spec} } }`;
  expect(messagesOf(IMAGE_REGISTRY, yaml, { settings: { registries: ['registry.example'] } }).map((text) => text.split(': ')[0])).toEqual([
    '/Pod//carts spec.containers[0].image',
    '/Pod//carts spec.ephemeralContainers[0].image',
    '/Pod//carts spec.initContainers[0].image',
    '/Pod//carts spec.initContainers[1].image',
    '/Pod//carts spec.volumes[0].image.reference',
  ]);
});
