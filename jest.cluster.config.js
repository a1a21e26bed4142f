/** Tests on a real cluster, named by KUBECONFIG: `npm run test:cluster`. One at a time, for they share the cluster. */
const { transform, testEnvironment } = require('./jest.config');

module.exports = {
  testEnvironment,
  transform,
  roots: ['<rootDir>/test/cluster'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/cluster/proofs/', '<rootDir>/test/cluster/upgrades/'],
  maxWorkers: 1,
  testTimeout: 300_000,
};
