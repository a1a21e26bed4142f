/** The demo shop on the Docker engine of DOCKER_HOST: `npm run test:compose`. One at a time, for they share the shop. */
const { transform, testEnvironment } = require('./jest.config');

module.exports = {
  testEnvironment,
  transform,
  roots: ['<rootDir>/test/compose'],
  maxWorkers: 1,
  testTimeout: 600_000,
};
