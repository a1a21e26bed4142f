/** Unit tests: no network, no cluster. What compiles and runs programs of the guides has jest.guides.config.js, the cluster's tests jest.cluster.config.js. */
module.exports = {
  testEnvironment: 'node',
  // By default one core is left to a person who waits; of the two that a runner has, that is half.
  maxWorkers: '100%',
  roots: ['<rootDir>/test'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '-guide\\.test\\.ts$',
    '<rootDir>/test/cluster/',
    '<rootDir>/test/docker/',
    '<rootDir>/test/compose/',
  ],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
  // The template of a new project imports the package by its name.
  moduleNameMapper: { '^cdk8s-shop$': '<rootDir>/lib/index.ts', '^cdk8s-shop/(checks|review|testing)$': '<rootDir>/lib/entry/$1.ts' },
  coverageDirectory: 'coverage',
  collectCoverageFrom: ['lib/**/*.ts'],
  coverageThreshold: { global: { branches: 95 } },
};
