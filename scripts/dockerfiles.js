// node scripts/dockerfiles.js: holds every Dockerfile that the recipes give against hadolint and checkov, where they are in
// PATH, and our own table of hadolint's rules against hadolint itself: each of its examples has to be found by both.
const { spawnSync } = require('node:child_process');
const { mkdirSync, mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
require('./typescript');
const { IMAGES } = require('../test/app/images/image-cases');
const { HADOLINT_RULES } = require('../test/app/images/hadolint-rules');

const folder = mkdtempSync(join(tmpdir(), 'dockerfiles-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Writes a Dockerfile into a folder of its own, which the tools name in what they find. */
function written(title, text) {
  const path = join(folder, title.replace(/[^A-Za-z0-9]+/g, '-'));
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'Dockerfile'), text);
  return join(path, 'Dockerfile');
}

/** What a command prints; undefined where it is not installed. */
function output(command, args) {
  const { error, stdout } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  return error ? undefined : stdout;
}

const hadolint = (file) => JSON.parse(output('hadolint', ['--no-fail', '--format', 'json', file]) || '[]');

function heldAgainstHadolint(files) {
  const version = output('hadolint', ['--version']);
  if (version === undefined) return console.log('hadolint: skipped (not in PATH)');
  const findings = files.flatMap((file) => hadolint(file).map(({ code, message, line }) => `${file}:${line} ${code} ${message}`));
  const missed = HADOLINT_RULES.filter(({ id, wrong }) => !hadolint(written(`wrong-${id}`, `${wrong}\n`)).some(({ code }) => code === id));
  console.log(`${version.trim()}: ${findings.length} findings in ${files.length} Dockerfiles`, ...findings.map((text) => `\n  ${text}`));
  console.log(
    `  examples of our table that it does not find: ${missed.map(({ id }) => id).join(' ') || 'none'} (of ${HADOLINT_RULES.length})`,
  );
  return findings.length + missed.length > 0;
}

function heldAgainstCheckov() {
  const version = output('checkov', ['--version']);
  if (version === undefined) return console.log('checkov: skipped (not in PATH)');
  const files = mkdtempSync(join(folder, 'checkov-'));
  for (const [title, image] of IMAGES) {
    mkdirSync(join(files, title.replace(/[^A-Za-z0-9]+/g, '-')));
    writeFileSync(join(files, title.replace(/[^A-Za-z0-9]+/g, '-'), 'Dockerfile'), image.dockerfile);
  }
  const report = JSON.parse(output('checkov', ['--directory', files, '--framework', 'dockerfile', '--output', 'json', '--quiet']));
  const { passed, failed } = report.summary;
  const findings = report.results.failed_checks.map(({ check_id, file_path }) => `${check_id} ${file_path}`);
  console.log(`checkov ${version.trim()}: ${failed} failed, ${passed} passed`, ...findings.map((text) => `\n  ${text}`));
  return failed > 0;
}

const files = IMAGES.map(([title, image]) => written(title, image.dockerfile));
const broken = [heldAgainstHadolint(files), heldAgainstCheckov()];
process.exitCode = broken.some(Boolean) ? 1 : 0;
