import { GENERATED_MARK } from '../file-tree';
import { type LocalSecret, SECRETS_FOLDER } from './local-secrets';

/**
 * What makes the secrets of this machine, as plain shell for whoever has no Node: `cdk8s-shop up` does the same. What is
 * there stays. A file is readable by all, because each container has a user of its own; the folder is not, so that on this
 * machine nobody but its owner gets to the files.
 */
export function secretsScript(project: string, secrets: readonly LocalSecret[]): string {
  return [
    '#!/bin/sh',
    GENERATED_MARK,
    '# Makes what is missing of the secrets of this machine, and .env, which docker compose reads.',
    'set -eu',
    'umask 077',
    'cd "$(dirname "$0")"',
    `mkdir -p ${SECRETS_FOLDER}`,
    'touch .env',
    '',
    '# secret PATH [VARIABLE]',
    'secret() {',
    `  file=${SECRETS_FOLDER}/$1`,
    '  if [ ! -s "$file" ]; then',
    '    mkdir -p "$(dirname "$file")"',
    `    head -c 24 /dev/urandom | od -An -v -tx1 | tr -d ' \\n' >"$file.new"`,
    '    mv "$file.new" "$file"',
    '  fi',
    '  chmod 0444 "$file"',
    '  [ $# -lt 2 ] || printf "%s=\'%s\'\\n" "$2" "$(cat "$file")" >>.env.new',
    '}',
    '',
    "grep -v '^SECRET_' .env >.env.new || true",
    `grep -q '^COMPOSE_PROJECT_NAME=' .env || echo 'COMPOSE_PROJECT_NAME=${project}' >>.env.new`,
    ...secrets.map(({ path, variable }) => ['secret', path, ...(variable === undefined ? [] : [variable])].join(' ')),
    'mv .env.new .env',
    '# Containers read the files of ConfigMaps with users of their own.',
    '[ ! -d config ] || chmod -R a+rX config',
    '',
  ].join('\n');
}
