// npm run test:images: builds and runs the images of examples/images by the engine of DOCKER_HOST, whose bases .ci/base-images makes.
// Says so when there is none: a skip is no pass.
const { spawnSync } = require('node:child_process');

const env = { ...process.env, DOCKER_BUILDKIT: '1' };

/** Clients from 23 on build by a plugin, which not every one that is first in PATH has. */
const buildsWithSecrets = (client) => `${spawnSync(client, ['build', '--help'], { env }).stdout}`.includes('--secret');
const client = ['docker', '/usr/bin/docker'].find(buildsWithSecrets);

const missing = [
  ...(process.env.DOCKER_HOST ? [] : ['DOCKER_HOST (of an engine with BuildKit)']),
  ...(client ? [] : ['a docker client that builds with BuildKit']),
  ...(client && spawnSync(client, ['version']).status !== 0 ? ['an engine that answers'] : []),
];
if (missing.length > 0) {
  console.log(`test:images skipped, nothing was tested; it needs ${missing.join(' and ')}`);
} else {
  const jest = [require.resolve('jest/bin/jest'), '--config', 'jest.images.config.js', ...process.argv.slice(2)];
  process.exitCode = spawnSync(process.execPath, jest, { stdio: 'inherit', env: { ...env, DOCKER_CLIENT: client } }).status ?? 1;
}
