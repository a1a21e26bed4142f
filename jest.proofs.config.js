/** Proofs on a live cluster with real servers: `npm run test:proofs`. One at a time, for they share the cluster. */
const { transform, testEnvironment } = require('./jest.config');

module.exports = { testEnvironment, transform, roots: ['<rootDir>/test/cluster/proofs'], maxWorkers: 1, testTimeout: 900_000 };
