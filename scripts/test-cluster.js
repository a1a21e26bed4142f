// Runs the tests of a jest config against the cluster that KUBECONFIG names: node scripts/test-cluster.js CONFIG [ARGS-OF-JEST]
// Says so when there is none: a skip is no pass.
const { spawnSync } = require('node:child_process');
const { constants, setPriority } = require('node:os');

const missing = [
  ...(process.env.KUBECONFIG ? [] : ['KUBECONFIG (of a cluster to make shops in and delete them)']),
  ...(spawnSync('kubectl', ['version', '--client']).status === 0 ? [] : ['kubectl in PATH']),
];
if (missing.length > 0) {
  console.log(`test:cluster skipped, nothing was tested; it needs ${missing.join(' and ')}`);
} else {
  // Where the cluster is on the same machine, what measures must not take the time of what is measured.
  setPriority(constants.priority.PRIORITY_LOW);
  const jest = [require.resolve('jest/bin/jest'), '--config', ...process.argv.slice(2)];
  process.exitCode = spawnSync(process.execPath, jest, { stdio: 'inherit' }).status ?? 1;
}
