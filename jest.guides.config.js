/** The programs and commands of docs/guides, compiled and run as a reader would: `npm run test:guides`. */
const { transform, testEnvironment, moduleNameMapper } = require('./jest.config');

module.exports = {
  testEnvironment,
  transform,
  moduleNameMapper,
  roots: ['<rootDir>/test/docs'],
  testRegex: '-guide\\.test\\.ts$',
  maxWorkers: '100%',
};
