import { MOVING_TAG } from '../../../lib/checks/rules/moving-tag';
import { messagesOf } from '../../support/checked';

const pod = (image: string) =>
  `{ apiVersion: v1, kind: Pod, metadata: { name: storefront }, spec: { containers: [{ name: app, image: "${image}" }] } }`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(MOVING_TAG, MOVING_TAG.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].image: got "registry.example/storefront:stable"; wanted a tag with a version, or a digest. Fix: name the version that was tested.',
  ]);
  expect(messagesOf(MOVING_TAG, MOVING_TAG.right)).toEqual([]);
});

test.each([
  ...['stable', 'main', 'master', 'trunk', 'develop', 'development', 'dev', 'edge', 'nightly', 'canary', 'next', 'current'],
  ...['rolling', 'release', 'prod', 'production', 'staging', 'snapshot', 'lts', 'mainline', 'stable-alpine', 'edge-alpine-slim', 'Nightly'],
])('the tag %s moves', (tag) => {
  expect(messagesOf(MOVING_TAG, pod(`shop:${tag}`))).toHaveLength(1);
});

test.each([
  '1',
  '8.1',
  '2.4.1-alpine',
  'v1',
  'stable-2024.1',
  'main-1a2b3c4',
  'release1',
  'maintenance',
  'devel',
  'latest',
  'latest-alpine2',
])('the tag %s stands still, or is another rule’s', (tag) => {
  expect(messagesOf(MOVING_TAG, pod(`shop:${tag}`))).toEqual([]);
});

test('an image of no tag at all is another rule’s, and so is one that is no reference', () => {
  expect(messagesOf(MOVING_TAG, pod('shop'))).toEqual([]);
  expect(messagesOf(MOVING_TAG, pod('Shop:stable'))).toEqual([]);
});

test('a digest holds whatever the tag says', () => {
  expect(messagesOf(MOVING_TAG, pod(`shop:stable@sha256:${'0'.repeat(64)}`))).toEqual([]);
});
