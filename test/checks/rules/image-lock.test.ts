import { IMAGE_LOCK } from '../../../lib/checks/rules/image-lock';
import type { ImageUse } from '../../../lib/model/image-lock-data';
import { findingsOf, messagesOf } from '../../support/checked';

const [A, B] = [`sha256:${'a'.repeat(64)}`, `sha256:${'b'.repeat(64)}`];

const lock = (digests: Readonly<Record<string, string>>, use: readonly ImageUse[] = ['run']) => {
  const images = Object.entries(digests).map(([image, digest]) => [image, { digest, mediaType: 'x', platforms: [], use }]);
  return { settings: { imageLock: { version: 1 as const, images: Object.fromEntries(images) } } };
};
const pod = (...images: string[]) =>
  `{ apiVersion: v1, kind: Pod, metadata: { name: carts }, spec: { containers: [${images.map((image) => `{ image: "${image}" }`).join(', ')}] } }`;

const FIX = 'Fix: run `cdk8s-shop images lock`, review what it changes, and synthesize again.';
const IMAGE = '/Pod//carts spec.containers[0].image:';

test('says nothing without a lock', () => {
  expect(messagesOf(IMAGE_LOCK, pod('a:1'))).toEqual([]);
});

test('an image that the lock does not have', () => {
  const text = `${IMAGE} got "a:1"; wanted an image that the lock has. ${FIX}`;
  expect(messagesOf(IMAGE_LOCK, pod('a:1'), lock({}))).toEqual([text]);
  expect(messagesOf(IMAGE_LOCK, pod(`a:1@${A}`), lock({}))).toEqual([text.replace('a:1', `a:1@${A}`)]);
  expect(messagesOf(IMAGE_LOCK, pod('constructor'), lock({}))).toEqual([text.replace('a:1', 'constructor')]);
});

test('an image with another digest than the lock, or with none', () => {
  const text = (got: string) => [`${IMAGE} got "${got}"; wanted a:1@${A}, as the lock has it. ${FIX}`];
  expect(messagesOf(IMAGE_LOCK, pod(`a:1@${B}`), lock({ 'a:1': A }))).toEqual(text(`a:1@${B}`));
  expect(messagesOf(IMAGE_LOCK, pod('a:1'), lock({ 'a:1': A }))).toEqual(text('a:1'));
  expect(messagesOf(IMAGE_LOCK, pod(`a:1@${A}`), lock({ 'a:1': A }))).toEqual([]);
});

test('an image with a digest and no tag cannot move, unless the lock has it', () => {
  expect(messagesOf(IMAGE_LOCK, pod(`a@${A}`), lock({}))).toEqual([]);
  expect(messagesOf(IMAGE_LOCK, pod(`a@${A}`), lock({ a: A }))).toEqual([]);
  expect(messagesOf(IMAGE_LOCK, pod(`a@${B}`), lock({ a: A }))).toHaveLength(1);
});

test('an entry that no manifest uses is a note; one that Dockerfiles build upon is none', () => {
  const [unused, ...more] = findingsOf(IMAGE_LOCK, pod('a:1'), lock({ 'b:1': B }));
  expect(unused).toEqual({
    rule: 'image-lock',
    severity: 'error',
    object: '/Pod//carts',
    field: 'spec.containers[0].image',
    got: '"a:1"',
    wanted: 'an image that the lock has',
    fix: 'run `cdk8s-shop images lock`, review what it changes, and synthesize again',
  });
  expect(more).toEqual([
    {
      rule: 'image-lock',
      severity: 'note',
      object: 'cdk8s-shop/ImageLock//images.lock.json',
      field: 'images["b:1"]',
      got: 'an image that no manifest uses',
      wanted: 'the images of the manifests and no others',
      fix: 'run `cdk8s-shop images lock --prune`',
    },
  ]);
  expect(messagesOf(IMAGE_LOCK, pod(`a:1@${A}`), lock({ 'a:1': A, 'b:1': B }, ['build']))).toEqual([]);
});

test('every container and volume is looked at; what is no reference is told of by another rule', () => {
  const spec = '{ initContainers: [{ image: a }], containers: [{ image: "A:1" }], volumes: [{ image: { reference: b } }] }';
  const yaml = `{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web }, spec: { template: { spec: ${spec} } } }`;
  expect(findingsOf(IMAGE_LOCK, yaml, lock({})).map(({ field }) => field)).toEqual([
    'spec.template.spec.initContainers[0].image',
    'spec.template.spec.volumes[0].image.reference',
  ]);
});
