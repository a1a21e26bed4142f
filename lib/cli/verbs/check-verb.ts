import { type CheckOptions, check } from '../../checks/check';
import type { CheckConfig } from '../../checks/check-config';
import { atLeast, type Finding } from '../../checks/finding';
import { waivableRules } from '../../checks/option-faults';
import type { Pack } from '../../checks/packs/pack';
import { BUILT_IN_PACKS, rulesOf } from '../../checks/registry';
import type { RuleText } from '../../checks/rule';
import { WAIVER_RULES } from '../../checks/waiver';
import { ShopError } from '../../core/shop-error';
import { KubernetesVersion } from '../../model/kubernetes-version';
import { readLock } from '../../reading/image-lock-file';
import { withoutManifests } from '../../reading/input-faults';
import { inputFiles } from '../../reading/input-files';
import { OBJECT_RULES } from '../../reading/object-rules';
import { type Reading, readManifests } from '../../reading/read';
import { YAML_RULES } from '../../reading/reading-rules';
import { EFFECT_IDS } from '../../review/effect-texts';
import { COLOR_OPTIONS, isColored } from '../color';
import { configFrom } from '../options/config-file';
import { failOnOf, failOnOption } from '../options/fail-on';
import { KUBERNETES_OPTION } from '../options/kubernetes-option';
import { writeReports } from '../options/report-files';
import { FORMAT_LIST, reportWriter } from '../options/report-format';
import { TODAY_OPTION, waiversIn } from '../options/waivers-file';
import { EXIT, type ExitCode, type Terminal } from '../terminal';
import { UsageError } from '../usage-error';
import type { Verb, Words } from '../verb';

const READING_RULES: readonly RuleText[] = [...YAML_RULES, ...OBJECT_RULES];
const READING_IDS: ReadonlySet<string> = new Set(READING_RULES.map(({ id }) => id));

const PACK_NAMES: readonly string[] = BUILT_IN_PACKS.map(({ name }) => name);
const RULE_IDS: readonly string[] = [...READING_IDS, ...rulesOf(BUILT_IN_PACKS).map(({ id }) => id)];

/** `cdk8s-shop check`: checks over any manifests, ours or not. */
export const CHECK: Verb = {
  name: 'check',
  operands: 'DIR|FILE|-...',
  about: 'Check manifests, whoever made them.\nFolders are searched for .yaml, .yml and .json; - is the standard input.',
  examples: [
    { line: 'cdk8s-shop check dist/', about: 'every manifest below a folder' },
    { line: 'helm template shop chart/ | cdk8s-shop check -', about: 'what a tool renders' },
    { line: 'cdk8s-shop check dist/ --format github', about: 'beside the lines of a pull request' },
  ],
  options: [
    KUBERNETES_OPTION,
    { name: 'format', value: 'FORMAT', choices: FORMAT_LIST, help: `one of ${FORMAT_LIST.join(', ')}; text unless it is said` },
    { name: 'output', value: 'FILE', help: 'write the report to a file' },
    { name: 'pack', value: 'NAME', many: true, choices: PACK_NAMES, help: `run these packs alone: ${PACK_NAMES.join(', ')}` },
    { name: 'rule', value: 'ID', many: true, choices: RULE_IDS, help: 'run these rules alone' },
    { name: 'no-rule', value: 'ID', many: true, choices: RULE_IDS, help: 'do not run these rules' },
    { name: 'lock', value: 'FILE', help: 'the lock that images have to keep to: images.lock.json' },
    { name: 'waivers', value: 'FILE', help: 'findings that are accepted for a time: YAML or JSON' },
    TODAY_OPTION,
    { name: 'config', value: 'FILE', help: 'packs and settings of your own: JavaScript or TypeScript' },
    failOnOption('warning'),
    ...COLOR_OPTIONS,
  ],
  notes: `
Options that take several values may be given several times, or with commas between the values.
Exit code: 0 when nothing was found that counts, 1 when something was, 2 when the command or its input cannot be used.
`,
  run: runCheck,
};

function runCheck(words: Words, terminal: Terminal): ExitCode {
  const failOn = failOnOf(words, 'warning');
  const write = reportWriter(words.one('format') ?? 'text');
  const config = words.one('config') === undefined ? {} : configFrom(words.one('config') ?? '');
  const packs = packsOf(words, config);
  const reading = read(words.operands);
  const chosen = chosenRules(words, config);
  const found = check(reading.manifests, { ...optionsOf(words, config, packs, terminal), ...chosen.ofManifests, packs });
  const findings = [
    ...reading.findings.filter(chosen.ofTexts).map((f) => ({ ...f, severity: config.severities?.[f.rule] ?? f.severity })),
    ...found.map((finding) => placed(finding, words)),
  ];
  // A file is read by no terminal.
  const color = isColored(words.one('output') === undefined ? terminal : { interactive: false }, words);
  const report = write({ findings, rules: [...READING_RULES, ...rulesOf(packs), ...WAIVER_RULES], color, width: terminal.width ?? 100 });
  const output = words.one('output');
  if (output === undefined) terminal.out(report);
  else writeReports(new Map([[output, report]]));
  return findings.some(({ severity }) => atLeast(failOn).includes(severity)) ? EXIT.findings : EXIT.done;
}

function read(paths: readonly string[]): Reading {
  if (paths.length === 0) throw new UsageError('nothing to check: a folder, a file or - is wanted\nSee: cdk8s-shop check --help');
  const reading = readManifests(inputFiles(paths));
  if (reading.manifests.all.length === 0 && reading.findings.length === 0)
    throw new ShopError(paths.map((path) => withoutManifests(path, 'nothing but blanks and comments')));
  return reading;
}

/**
 * A finding about what no file has, an unused waiver or a misspelt workload of the payment zone, stands in the file that
 * names it: code hosts refuse a whole report for one result without a file.
 */
function placed(finding: Finding, words: Words): Finding {
  const [waivers, config] = [words.one('waivers'), words.one('config')];
  const file = WAIVER_RULES.some(({ id }) => id === finding.rule) ? (waivers ?? config) : config;
  return finding.source || file === undefined ? finding : { ...finding, source: { file, line: 1 } };
}

function packsOf(words: Words, { packs: own = [] }: CheckConfig): readonly Pack[] {
  const all = [...BUILT_IN_PACKS, ...own];
  const names = words.all('pack');
  const unknown = names?.find((name) => !all.some((pack) => pack.name === name));
  if (unknown !== undefined) throw new UsageError(`no pack "${unknown}": one of ${all.map(({ name }) => name).join(', ')} is wanted`);
  return names ? all.filter(({ name }) => names.includes(name)) : all;
}

/** Rules about texts are not the engine's, which knows objects alone; the user need not know the difference. */
function chosenRules(words: Words, config: CheckConfig): { ofManifests: CheckOptions; ofTexts: (finding: Finding) => boolean } {
  const only = words.all('rule');
  const disabled = [...(config.disabled ?? []), ...(words.all('no-rule') ?? [])];
  const isOfTexts = (id: string): boolean => READING_IDS.has(id);
  const severities = Object.entries(config.severities ?? {}).filter(([id]) => !isOfTexts(id));
  return {
    ofManifests: {
      ...(only && { only: only.filter((id) => !isOfTexts(id)) }),
      disabled: disabled.filter((id) => !isOfTexts(id)),
      severities: Object.fromEntries(severities),
    },
    ofTexts: ({ rule }) => !disabled.includes(rule) && (only?.includes(rule) ?? true),
  };
}

function optionsOf(words: Words, config: CheckConfig, packs: readonly Pack[], terminal: Terminal): CheckOptions {
  const version = words.one('kubernetes') ?? config.kubernetes;
  const file = words.one('waivers');
  const lock = words.one('lock');
  return {
    ...(version !== undefined && { kubernetes: KubernetesVersion.of(version) }),
    settings: { ...config.settings, ...(lock !== undefined && { imageLock: readLock(lock) }) },
    waivers: [
      ...(config.waivers ?? []),
      ...(file === undefined ? [] : waiversIn(file, waivableRules(rulesOf(packs).map(({ id }) => id)), EFFECT_IDS)),
    ],
    today: words.one('today') ?? terminal.today,
  };
}
