#!/usr/bin/env node
import { createRequire } from 'node:module';
import { runCommand } from './command';

const { stdout, stderr, env } = process;
// By its own name, since source and compiled code are not equally far below it.
const { version } = createRequire(__filename)('cdk8s-shop/package.json') as { readonly version: string };

void runCommand(process.argv.slice(2), version, {
  out: (text) => void stdout.write(text),
  error: (text) => void stderr.write(text),
  interactive: stdout.isTTY === true,
  width: stdout.columns,
  env,
  today: new Date().toISOString().slice(0, 10),
}).then((code) => {
  process.exitCode = code;
});
