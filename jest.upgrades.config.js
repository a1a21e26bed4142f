/** The corpus of upgrades, each applied for real on the cluster that KUBECONFIG names: `npm run test:upgrades`. */
const { transform, testEnvironment } = require('./jest.config');

module.exports = {
  testEnvironment,
  transform,
  roots: ['<rootDir>/test/cluster/upgrades'],
  maxWorkers: 1,
  testTimeout: 900_000,
};
