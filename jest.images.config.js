/** Images built and run for real by the engine of DOCKER_HOST: `npm run test:images`. */
const { transform, testEnvironment } = require('./jest.config');

module.exports = {
  testEnvironment,
  transform,
  roots: ['<rootDir>/test/docker/images'],
  maxWorkers: 1,
  testTimeout: 300_000,
};
