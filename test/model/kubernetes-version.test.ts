import { KubernetesVersion } from '../../lib/model/kubernetes-version';
import { faultsOf, messageOf } from '../support/synthesis';

const MINORS = [27, 28, 29, 30, 31, 32, 33, 34, 35, 36];

test.each(MINORS)('1.%d is known by its text and by its constant, which are the same object', (minor) => {
  const version = KubernetesVersion.of(`1.${minor}`);
  expect(version.minor).toBe(minor);
  expect(version.text).toBe(`1.${minor}`);
  expect(version).toBe(KubernetesVersion[`V1_${minor}` as 'V1_34']);
});

test.each(['', '1', '1.26', '1.37', '1.34.2', 'v1.34', '1.034', ' 1.34', 'latest', 'prototype'])('"%s" is no supported version', (text) => {
  expect(messageOf(() => KubernetesVersion.of(text))).toBe(
    `SHOP-C001 at KubernetesVersion: got "${text}"; wanted 1.27 to 1.36. Fix: name a supported minor version.`,
  );
  expect(faultsOf(() => KubernetesVersion.of(text))).toHaveLength(1);
});
