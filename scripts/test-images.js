// npm run test:images: builds and runs the images of examples/images by the engine of DOCKER_HOST, whose bases .ci/base-images makes.
// Says so when there is none: a skip is no pass.
const { spawnSync } = require('node:child_process');

const missing = [
  ...(process.env.DOCKER_HOST ? [] : ['DOCKER_HOST (of an engine with BuildKit)']),
  ...(spawnSync('docker', ['version']).status === 0 ? [] : ['an answer from docker']),
];
if (missing.length > 0) {
  console.log(`test:images skipped, nothing was tested; it needs ${missing.join(' and ')}`);
} else {
  const jest = [require.resolve('jest/bin/jest'), '--config', 'jest.images.config.js', ...process.argv.slice(2)];
  const env = { ...process.env, DOCKER_BUILDKIT: '1' };
  process.exitCode = spawnSync(process.execPath, jest, { stdio: 'inherit', env }).status ?? 1;
}
