#!/usr/bin/env node
import { wantsColor } from './color';
import { runCommand } from './command';
import { ownPackage } from './own-package';
import { EXIT } from './terminal';

const { stdout, stderr, env } = process;

for (const stream of [stdout, stderr])
  stream.on('error', ({ code }: NodeJS.ErrnoException) => {
    // A reader that has gone, such as head, ends the output and not the work: the exit code is still that of the whole.
    if (code === 'EPIPE') return;
    if (stream === stdout) stderr.write(`cdk8s-shop: the output cannot be written: ${code}\n`);
    process.exit(EXIT.unusable);
  });

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    // Who asks twice does not want to wait for the end of anything.
    if (stop.signal.aborted) process.exit(EXIT.stopped);
    stop.abort();
  });

void runCommand(process.argv.slice(2), ownPackage().version, {
  out: (text) => void stdout.write(text),
  error: (text) => void stderr.write(text),
  interactive: stdout.isTTY === true,
  watched: stderr.isTTY === true,
  color: wantsColor(env, stdout.isTTY === true),
  // A terminal that does not know its width, as that of a container without one, says 0.
  width: stdout.columns > 0 ? stdout.columns : undefined,
  today: new Date().toISOString().slice(0, 10),
  folder: process.cwd(),
  environment: env,
  stop: stop.signal,
}).then((code) => {
  process.exitCode = code;
});
