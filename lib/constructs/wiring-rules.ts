import { isConfigKey, isEnvName, isHostName } from '../core/names';
import { repeated } from '../core/repeated';
import { looksLikeSecret } from '../core/secret-text';
import type { Rule } from '../core/shop-error';
import { unansweredWords, unknownWords } from '../model/env-contract';
import { variableNames } from './wiring';
import { sidesOf, type WorkloadInput } from './workload-input';

const linksOf = ({ props }: WorkloadInput) => (props.connections ?? []).map((c) => c._link);
const literals = (input: WorkloadInput): Array<[string, string]> =>
  [input.props.env, ...sidesOf(input).map((s) => s.env)].flatMap((env) => Object.entries(env ?? {}));
const templates = (input: WorkloadInput): Array<[string, string]> =>
  linksOf(input).flatMap((link) => Object.entries(link.options.env ?? {}));

/** Every name of a variable that the user chose. */
function chosenNames(input: WorkloadInput): string[] {
  const secrets = (input.props.secrets ?? []).flatMap((s) => [s.env, s.pathEnv]);
  const prefixes = linksOf(input).map((link) => link.options.envPrefix);
  return [...[...literals(input), ...templates(input)].map(([name]) => name), ...secrets, ...prefixes].filter((name) => name !== undefined);
}

/** Variables that the main container has from two sources, or a side container that shares its connections. */
function takenTwice(input: WorkloadInput): string[] {
  const { props, profile } = input;
  const shared = variableNames({
    links: linksOf(input),
    secrets: props.secrets ?? [],
    env: props.env ?? {},
    delivery: profile.secretDelivery,
  });
  const sharers = sidesOf(input).filter((s) => s.sharesConnections);
  return [...repeated(shared), ...sharers.flatMap((s) => Object.keys(s.env ?? {}).filter((name) => shared.includes(name)))];
}

/** A template with words takes its secret from them; the rest of it can only be a login that somebody wrote out. */
function isSecretTemplate([name, template]: [string, string]): boolean {
  return looksLikeSecret(/\{\w+\}/.test(template) ? '' : name, template.replace('{scheme}', 'scheme'));
}

/** What is refused of environment variables, secrets and the templates of connections. */
export const WIRING_RULES: ReadonlyArray<Rule<WorkloadInput>> = [
  {
    code: 'SHOP-W011',
    broken: (input) =>
      chosenNames(input)
        .filter((name) => !isEnvName(name))
        .map((name) => `the environment variable "${name}"`),
    wanted: 'letters, digits, "_", "-" and ".", no digit first',
    fix: 'rename the variable',
  },
  {
    code: 'SHOP-W013',
    broken: (input) =>
      templates(input).flatMap(([name, template]) => unknownWords(template).map((word) => `the word "{${word}}" in ${name}`)),
    wanted: 'the words {host}, {port}, {scheme}, {username}, {password}, {passwordFile}, {database}, {vhost}, {queue}',
    fix: 'correct the template',
  },
  {
    code: 'SHOP-W016',
    broken: (input) => takenTwice(input).map((name) => `the environment variable "${name}" from two sources`),
    wanted: 'one source for each variable',
    fix: 'rename one in `env`, or give one of the connections an envPrefix',
  },
  {
    code: 'SHOP-W017',
    broken: (input) =>
      linksOf(input).flatMap((link) =>
        Object.entries(link.options.env ?? {}).flatMap(([name, template]) =>
          unansweredWords(template, link)
            .filter((word) => unknownWords(`{${word}}`).length === 0)
            .map((word) => `{${word}} in ${name}, which "${link.to.name}" does not have`),
        ),
      ),
    wanted: 'words that the target can answer',
    fix: 'remove the word or connect to a target that has it',
  },
  {
    code: 'SHOP-S001',
    broken: (input) => [
      ...[...literals(input).filter(([name, text]) => looksLikeSecret(name, text)), ...templates(input).filter(isSecretTemplate)].map(
        ([name]) => `a literal in the environment variable "${name}"`,
      ),
      ...(input.props.files ?? []).flatMap((f) => (looksLikeSecret('', f.content) ? [`a secret in the config file "${f.path}"`] : [])),
      ...[input.props, ...sidesOf(input)].flatMap((c) =>
        [...(c.command ?? []), ...(c.args ?? [])].some((text) => looksLikeSecret('', text))
          ? [`a secret in the command line of "${'name' in c ? c.name : input.id}"`]
          : [],
      ),
    ],
    wanted: 'a reference to a Secret: manifests are read by everybody',
    fix: 'give it by `secrets`, or by the connection that it belongs to',
  },
  {
    code: 'SHOP-S002',
    broken: ({ props }) =>
      (props.secrets ?? [])
        .filter((s) => !isHostName(s.secretName) || !isConfigKey(s.key))
        .map((s) => `the key "${s.key}" of the Secret "${s.secretName}"`),
    wanted: 'the name of a Secret (a DNS name) and one of its keys (letters, digits, "-", "_", ".")',
    fix: 'correct the reference',
  },
];
