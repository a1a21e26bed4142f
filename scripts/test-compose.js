// Starts the demo shop by Docker Compose, for real: npm run test:compose. Says so when there is no engine: a skip is no pass.
const { spawnSync } = require('node:child_process');

const runs = (...words) => spawnSync(words[0], words.slice(1)).status === 0;
const missing = [
  ...(process.env.DOCKER_HOST ? [] : ['DOCKER_HOST (of an engine to make containers in and remove them)']),
  ...(runs('docker', 'version') ? [] : ['docker in PATH and an engine that answers']),
  ...(runs('docker', 'compose', 'version') || runs('docker-compose', 'version') ? [] : ['Docker Compose']),
];
if (missing.length > 0) {
  console.log(`test:compose skipped, nothing was tested; it needs ${missing.join(' and ')}`);
} else {
  const jest = [require.resolve('jest/bin/jest'), '--config', 'jest.compose.config.js', ...process.argv.slice(2)];
  process.exitCode = spawnSync(process.execPath, jest, { stdio: 'inherit' }).status ?? 1;
}
