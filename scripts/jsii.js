// Compiles what index.ts exports with jsii into build/, which is what npm publishes.
// The compiler reads package.json; these settings have no place there.
const { spawnSync } = require('node:child_process');

const jsii = require.resolve('jsii/bin/jsii');
// JSII6: the peer floor is older than the dev pin on purpose.
const args = [jsii, '--generate-tsconfig', 'tsconfig.jsii.json', '--silence-warnings', 'reserved-word', '--Wno', '6'];
const env = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' };
const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', env });
process.exit(status ?? 1);
