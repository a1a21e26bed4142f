import { flagOf, type Parsed, type ParsedFile, type ParsedStage, stepsOf } from './parsed-dockerfile';

/** One rule of hadolint 2.15.1 that is on by default, with a file that breaks it. */
export interface HadolintRule {
  readonly id: string;
  readonly wrong: string;
  readonly broken: (file: ParsedFile) => boolean;
}

const BASE = 'FROM debian:13-slim\n';

/** Every command that a shell of a stage runs, as its words. */
function commandsOf(stage: ParsedStage): string[][] {
  return stepsOf(stage, 'RUN').flatMap(({ text }) =>
    withoutQuotes(text)
      .split(/&&|\|\||;|\||\n/)
      .map((command) => command.trim().split(/\s+/)),
  );
}

/** What is quoted is data: an operator of the shell in it is none. */
const withoutQuotes = (text: string) => text.replace(/'[^']*'|"(?:\\.|[^"\\])*"/g, 'quoted');

const anyStage = (broken: (stage: ParsedStage, file: ParsedFile) => boolean) => (file: ParsedFile) =>
  file.stages.some((s) => broken(s, file));
const anyStep = (keyword: string, broken: (step: Parsed, stage: ParsedStage) => boolean) =>
  anyStage((stage) => stepsOf(stage, keyword).some((step) => broken(step, stage)));
const anyCommand = (broken: (words: readonly string[], stage: ParsedStage) => boolean) =>
  anyStage((stage) => commandsOf(stage).some((words) => broken(words, stage)));
const many = (keyword: string) => anyStage((stage) => stepsOf(stage, keyword).length > 1);

/** Packages that a command of a package manager installs: what is no option and no verb. */
function installed(words: readonly string[], tool: string, verbs: readonly string[]): readonly string[] {
  const [name, ...rest] = words;
  const verb = rest.findIndex((word) => verbs.includes(word));
  return name === tool && verb >= 0 ? rest.slice(verb + 1).filter((word) => !word.startsWith('-')) : [];
}

const unpinned = (tool: string, verbs: readonly string[], pin: RegExp) =>
  anyCommand((words) => installed(words, tool, verbs).some((name) => !pin.test(name)));
const installs = (words: readonly string[], tool: string) => installed(words, tool, ['install', 'add']).length > 0;
const without = (tool: string, switches: readonly string[]) =>
  anyCommand((words) => installs(words, tool) && !words.some((word) => switches.includes(word)));
const uncleaned = (tool: string, cleaning: string) =>
  anyStep(
    'RUN',
    (step, stage) => commandsOf({ ...stage, steps: [step] }).some((words) => installs(words, tool)) && !step.text.includes(cleaning),
  );
const labelled = (broken: (name: string, value: string) => boolean) =>
  anyStep('LABEL', (step) => step.properties.some(([name, value]) => broken(name, value)));

const POINTLESS = ['free', 'kill', 'mount', 'ps', 'service', 'shutdown', 'ssh', 'top', 'vim', 'ifconfig'];
const RESERVED = ['context', 'scratch'];
const SECRET = /(^|_)(password|passwd|secret|token|apikey|api_key|credentials?|private_key|access_key)(_|$)/i;

/** References of images that are no stage of the file. */
const registryImages = (file: ParsedFile) =>
  file.stages.filter(({ image }, index) => image !== 'scratch' && !file.stages.slice(0, index).some((earlier) => earlier.name === image));

/** The rules that are errors, warnings or notes by default and need no configuration of their own. */
export const HADOLINT_RULES: readonly HadolintRule[] = [
  { id: 'DL3000', wrong: `${BASE}WORKDIR app`, broken: anyStep('WORKDIR', ({ text }) => !/^["']?[/$]/.test(text)) },
  { id: 'DL3001', wrong: `${BASE}RUN service cron start`, broken: anyCommand(([name = '']) => POINTLESS.includes(name)) },
  {
    id: 'DL3002',
    wrong: `${BASE}USER root`,
    broken: endsAsRoot,
  },
  { id: 'DL3003', wrong: `${BASE}RUN cd /tmp && touch x`, broken: anyCommand(([name]) => name === 'cd') },
  { id: 'DL3004', wrong: `${BASE}RUN sudo true`, broken: anyCommand(([name]) => name === 'sudo') },
  {
    id: 'DL3006',
    wrong: 'FROM debian',
    broken: (file) => registryImages(file).some(({ tag, digest }) => tag === undefined && digest === undefined),
  },
  {
    id: 'DL3007',
    wrong: 'FROM debian:latest',
    broken: (file) => registryImages(file).some(({ tag, digest }) => tag === 'latest' && digest === undefined),
  },
  {
    id: 'DL3008',
    wrong: `${BASE}RUN apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*`,
    broken: unpinned('apt-get', ['install'], /=|^\.?\//),
  },
  {
    id: 'DL3009',
    wrong: `${BASE}RUN apt-get update && apt-get install -y --no-install-recommends curl=8.14`,
    broken: uncleaned('apt-get', '/var/lib/apt/lists'),
  },
  {
    id: 'DL3010',
    wrong: `${BASE}COPY a.tar.gz /tmp/\nRUN tar -xf /tmp/a.tar.gz`,
    broken: anyStep('COPY', ({ words }) => words.slice(0, -1).some((word) => /\.(tar|tgz|tar\.gz|tar\.xz|tar\.bz2)$/.test(word))),
  },
  {
    id: 'DL3011',
    wrong: `${BASE}EXPOSE 80000`,
    broken: anyStep('EXPOSE', ({ words }) => words.some((word) => Number.parseInt(word, 10) > 65_535)),
  },
  { id: 'DL3012', wrong: `${BASE}HEALTHCHECK NONE\nHEALTHCHECK NONE`, broken: many('HEALTHCHECK') },
  {
    id: 'DL3013',
    wrong: `${BASE}RUN pip install --no-cache-dir flask`,
    broken: anyCommand(
      (words) =>
        !words.some((w) => /^(-r|--requirement)/.test(w)) && installed(words, 'pip', ['install']).some((name) => !/[=@]/.test(name)),
    ),
  },
  {
    id: 'DL3014',
    wrong: `${BASE}RUN apt-get install --no-install-recommends curl=8.14 && rm -rf /var/lib/apt/lists/*`,
    broken: without('apt-get', ['-y', '--yes', '-qq', '--assume-yes']),
  },
  {
    id: 'DL3015',
    wrong: `${BASE}RUN apt-get install -y curl=8.14 && rm -rf /var/lib/apt/lists/*`,
    broken: without('apt-get', ['--no-install-recommends']),
  },
  { id: 'DL3016', wrong: `${BASE}RUN npm install --global pnpm`, broken: unpinned('npm', ['install', 'i'], /.@|^\.?\//) },
  { id: 'DL3018', wrong: `${BASE}RUN apk add --no-cache curl`, broken: unpinned('apk', ['add'], /[=<>~]/) },
  { id: 'DL3019', wrong: `${BASE}RUN apk add curl=8.14`, broken: without('apk', ['--no-cache']) },
  {
    id: 'DL3020',
    wrong: `${BASE}ADD app /app`,
    broken: anyStep('ADD', ({ words }) => words.slice(0, -1).some((word) => !/^https?:|\.(tar|tgz|gz|xz|bz2)$/.test(word))),
  },
  { id: 'DL3021', wrong: `${BASE}COPY a b /app`, broken: anyStep('COPY', ({ words }) => words.length > 2 && !words.at(-1)?.endsWith('/')) },
  { id: 'DL3022', wrong: `${BASE}COPY --from=builder /a /a`, broken: unknownStage },
  {
    id: 'DL3023',
    wrong: 'FROM debian:13-slim AS a\nCOPY --from=a /a /b',
    broken: anyStep('COPY', (step, stage) => stage.name !== undefined && flagOf(step, 'from') === stage.name),
  },
  {
    id: 'DL3024',
    wrong: 'FROM debian:13-slim AS a\nFROM debian:13-slim AS a',
    broken: (file) => new Set(names(file)).size < names(file).length,
  },
  {
    id: 'DL3025',
    wrong: `${BASE}CMD sleep 1`,
    broken: anyStage((stage) => [...stepsOf(stage, 'CMD'), ...stepsOf(stage, 'ENTRYPOINT')].some(({ exec }) => !exec)),
  },
  { id: 'DL3027', wrong: `${BASE}RUN apt install -y curl=8.14`, broken: anyCommand(([name]) => name === 'apt') },
  { id: 'DL3028', wrong: `${BASE}RUN gem install rails`, broken: unpinned('gem', ['install'], /:/) },
  {
    id: 'DL3029',
    wrong: 'FROM --platform=linux/amd64 debian:13-slim',
    broken: anyStage(({ platform }) => platform !== undefined && !platform.startsWith('$')),
  },
  ...(['yum', 'dnf'] as const).flatMap((tool): HadolintRule[] => [
    {
      id: tool === 'yum' ? 'DL3030' : 'DL3038',
      wrong: `${BASE}RUN ${tool} install curl-8.14 && ${tool} clean all`,
      broken: without(tool, ['-y', '--assumeyes']),
    },
    {
      id: tool === 'yum' ? 'DL3032' : 'DL3040',
      wrong: `${BASE}RUN ${tool} install -y curl-8.14`,
      broken: uncleaned(tool, `${tool} clean all`),
    },
    {
      id: tool === 'yum' ? 'DL3033' : 'DL3041',
      wrong: `${BASE}RUN ${tool} install -y curl && ${tool} clean all`,
      broken: unpinned(tool, ['install'], /-\d/),
    },
  ]),
  {
    id: 'DL3034',
    wrong: `${BASE}RUN zypper install curl=8.14 && zypper clean`,
    broken: without('zypper', ['-y', '-n', '--non-interactive', '--no-confirm']),
  },
  {
    id: 'DL3035',
    wrong: `${BASE}RUN zypper dist-upgrade -y`,
    broken: anyCommand(([name, ...rest]) => name === 'zypper' && rest.some((word) => /^(dist-upgrade|dup)$/.test(word))),
  },
  { id: 'DL3036', wrong: `${BASE}RUN zypper install -y curl=8.14`, broken: uncleaned('zypper', 'zypper clean') },
  { id: 'DL3037', wrong: `${BASE}RUN zypper install -y curl && zypper clean`, broken: unpinned('zypper', ['install', 'in'], /[=<>]/) },
  {
    id: 'DL3042',
    wrong: `${BASE}RUN pip install flask==3.1.0`,
    broken: anyStep(
      'RUN',
      (step, stage) =>
        step.flags.length === 0 &&
        commandsOf({ ...stage, steps: [step] }).some(
          (words) => words.includes('pip') && words.includes('install') && !words.includes('--no-cache-dir'),
        ),
    ),
  },
  {
    id: 'DL3043',
    wrong: `${BASE}ONBUILD FROM debian:13-slim`,
    broken: anyStep('ONBUILD', ({ text }) => /^(FROM|MAINTAINER|ONBUILD)\b/.test(text)),
  },
  {
    id: 'DL3044',
    wrong: `${BASE}ENV A=1 B=$A`,
    broken: anyStep('ENV', ({ properties }) =>
      properties.some(([, value]) => properties.some(([name]) => new RegExp(`\\$\\{?${name}\\b`).test(value))),
    ),
  },
  { id: 'DL3045', wrong: `${BASE}COPY a b`, broken: anyStage(copiesNowhere) },
  {
    id: 'DL3046',
    wrong: `${BASE}RUN useradd -u 123456 shop`,
    broken: anyCommand(
      (words) =>
        words[0] === 'useradd' && !words.includes('-l') && !words.includes('--no-log-init') && words.some((word) => /^\d{6,}$/.test(word)),
    ),
  },
  {
    id: 'DL3047',
    wrong: `${BASE}RUN wget https://shop.example/a`,
    broken: anyCommand((words) => words[0] === 'wget' && !words.some((word) => /^(--progress|-q|--quiet|-nv|--no-verbose|-o)/.test(word))),
  },
  {
    id: 'DL3048',
    wrong: `${BASE}LABEL "bad key"="a"`,
    broken: labelled(
      (name) => !/^"?[a-z0-9]+([._-][a-z0-9]+)*"?$/.test(name) || /^"?(com\.docker|io\.docker|org\.dockerproject)\./.test(name),
    ),
  },
  {
    id: 'DL3059',
    wrong: `${BASE}RUN touch a\nRUN touch b`,
    broken: anyStage((stage) =>
      stage.steps.some(({ keyword, flags }, at) => {
        const next = stage.steps[at + 1];
        return keyword === 'RUN' && next?.keyword === 'RUN' && flags.length === next.flags.length;
      }),
    ),
  },
  {
    id: 'DL3060',
    wrong: `${BASE}RUN yarn install`,
    broken: anyStep(
      'RUN',
      (step, stage) =>
        step.flags.length === 0 &&
        commandsOf({ ...stage, steps: [step] }).some((words) => words.includes('yarn') && words.includes('install')) &&
        !step.text.includes('yarn cache clean'),
    ),
  },
  { id: 'DL3061', wrong: 'RUN true\nFROM debian:13-slim', broken: (file) => file.head.some(({ keyword }) => keyword !== 'ARG') },
  {
    id: 'DL3062',
    wrong: `${BASE}RUN go install example.com/a`,
    broken: anyCommand((words) => installed(words, 'go', ['install']).some((name) => !name.includes('@'))),
  },
  { id: 'DL3063', wrong: 'FROM debian:13-slim AS context', broken: (file) => names(file).some((name) => RESERVED.includes(name)) },
  {
    id: 'DL3064',
    wrong: `${BASE}ARG MY_TOKEN=x`,
    broken: anyStage((stage) =>
      [...stepsOf(stage, 'ARG'), ...stepsOf(stage, 'ENV')].some(({ properties, words }) =>
        [...properties.map(([name]) => name), words[0] ?? ''].some((name) => SECRET.test(name.split('=')[0] ?? '')),
      ),
    ),
  },
  {
    id: 'DL3065',
    wrong: 'FROM --platform=$TARGETPLATFORM debian:13-slim',
    broken: anyStage(({ platform }) => platform === '$TARGETPLATFORM'),
  },
  { id: 'DL3066', wrong: `${BASE}USER shop`, broken: anyStep('USER', ({ text }) => !/^\d+(:\d+)?$/.test(text)) },
  {
    id: 'DL3067',
    wrong: 'FROM debian:13-slim AS a\nFROM debian:13-slim\nCOPY --from=a / /',
    broken: anyStep('COPY', (step) => flagOf(step, 'from') !== undefined && step.words[0] === '/'),
  },
  { id: 'DL4000', wrong: `${BASE}MAINTAINER me`, broken: anyStage((stage) => stepsOf(stage, 'MAINTAINER').length > 0) },
  {
    id: 'DL4001',
    wrong: `${BASE}RUN wget -q https://shop.example && curl https://shop.example`,
    broken: anyStage((stage) => ['wget', 'curl'].every((tool) => commandsOf(stage).some(([name]) => name === tool))),
  },
  { id: 'DL4003', wrong: `${BASE}CMD ["a"]\nCMD ["b"]`, broken: many('CMD') },
  { id: 'DL4004', wrong: `${BASE}ENTRYPOINT ["a"]\nENTRYPOINT ["b"]`, broken: many('ENTRYPOINT') },
  {
    id: 'DL4005',
    wrong: `${BASE}RUN ln -sf /bin/bash /bin/sh`,
    broken: anyCommand((words) => words[0] === 'ln' && words.at(-1) === '/bin/sh'),
  },
  {
    id: 'DL4006',
    wrong: `${BASE}RUN cat a | wc`,
    broken: anyStage(
      (stage) =>
        stepsOf(stage, 'RUN').some(({ text }) => /[^|]\|[^|]/.test(withoutQuotes(text))) &&
        !stepsOf(stage, 'SHELL').some(({ text }) => text.includes('pipefail')),
    ),
  },
];

function endsAsRoot(file: ParsedFile): boolean {
  const [user] = (file.stages.at(-1)?.steps ?? []).filter(({ keyword }) => keyword === 'USER').slice(-1);
  return /^(root|0)(:|$)/.test(user?.text ?? '');
}

function names(file: ParsedFile): string[] {
  return file.stages.flatMap(({ name }) => name ?? []);
}

function unknownStage(file: ParsedFile): boolean {
  return file.stages.some((stage, index) => {
    const earlier = file.stages.slice(0, index).map(({ name }) => name);
    return stepsOf(stage, 'COPY').some((step) => {
      const from = flagOf(step, 'from');
      return from !== undefined && from !== stage.name && !/^\d+$/.test(from) && !earlier.includes(from);
    });
  });
}

function copiesNowhere({ steps }: ParsedStage): boolean {
  const directory = steps.findIndex(({ keyword }) => keyword === 'WORKDIR');
  return steps.some(
    ({ keyword, words }, at) => keyword === 'COPY' && !/^["']?[/$]/.test(words.at(-1) ?? '') && (directory < 0 || at < directory),
  );
}
