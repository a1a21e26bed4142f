/** Proofs on a live cluster with real servers: `npm run test:proofs`. One at a time, for they share the cluster and a shop. */
const { transform, testEnvironment } = require('./jest.config');

const harness = '<rootDir>/test/cluster/proofs/harness';

module.exports = {
  testEnvironment,
  transform,
  roots: ['<rootDir>/test/cluster/proofs'],
  maxWorkers: 1,
  testTimeout: 900_000,
  testSequencer: `${harness}/in-order.js`,
  globalSetup: `${harness}/begin.ts`,
  globalTeardown: `${harness}/end.ts`,
};
