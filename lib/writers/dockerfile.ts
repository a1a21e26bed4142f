import type { BuildMount, BuildStage, BuildStep, HealthQuestion, ImagePlan, StageBase } from '../model/image-plan';
import { buildCommands, runCommands } from './build-commands';
import { GENERATED_MARK } from './file-tree';

/**
 * A Dockerfile. It begins with no `# syntax=` line: that would make every build ask a registry for a parser, and the one
 * that BuildKit brings reads all that is written here.
 *
 * @param folder where the file will be, for the command in its head
 */
export function dockerfile(plan: ImagePlan, folder: string): string {
  const head = [
    GENERATED_MARK,
    '# Build:',
    ...buildCommands(plan, folder).map(comment),
    '# Run, as the cluster does:',
    ...runCommands(plan).map(comment),
  ];
  return `${[head.join('\n'), ...plan.stages.map(stageText)].join('\n\n')}\n`;
}

function comment(line: string): string {
  return `#   ${line}`;
}

function stageText({ name, base, about, steps }: BuildStage): string {
  return [`# ${about}`, `FROM ${baseText(base)} AS ${name}`, ...steps.map(stepText)].join('\n');
}

function baseText({ reference, digest }: StageBase): string {
  return digest === undefined ? reference : `${reference}@${digest}`;
}

function stepText(step: BuildStep): string {
  switch (step.kind) {
    case 'note':
      return `# ${step.text}`;
    case 'workdir':
      return `WORKDIR ${step.path}`;
    case 'arg':
      return `ARG ${step.name}${step.value === undefined ? '' : `=${quoted(step.value)}`}`;
    case 'env':
      return pairs(
        'ENV',
        Object.entries(step.values).map(([name, value]) => `${name}=${quoted(value)}`),
      );
    case 'label':
      return pairs('LABEL', [
        ...Object.entries(step.values).map(([name, value]) => `${name}=${quoted(value)}`),
        ...Object.entries(step.fromArgs).map(([name, arg]) => `${name}="\${${arg}}"`),
      ]);
    case 'copy':
      return `COPY ${step.from === undefined ? '' : `--from=${step.from} `}${[...step.sources, step.target].join(' ')}`;
    case 'run':
      return `RUN ${[...(step.mounts ?? []).map(mountText), step.commands.join(' \\\n    && ')].join(' \\\n    ')}`;
    case 'files':
      return `RUN ${Object.entries(step.files).map(fileText).join(' \\\n    && ')}`;
    case 'user':
      return `USER ${step.uid}:${step.gid}`;
    case 'expose':
      return `EXPOSE ${step.port}`;
    case 'stopsignal':
      return `STOPSIGNAL ${step.signal}`;
    case 'healthcheck':
      return step.ask ? healthText(step.ask) : 'HEALTHCHECK NONE';
    case 'entrypoint':
      return `ENTRYPOINT ${list(step.command)}`;
  }
}

function fileText([path, lines]: readonly [string, readonly string[]]): string {
  return [`printf '%s\\n'`, ...lines.map(shellWord), `> ${path}`].join(' \\\n      ');
}

/** A word of the shell: in single quotes, or in double ones where a dollar is none of the shell's own. */
function shellWord(line: string): string {
  return line.includes('$') ? `"${line.replace(/["\\`$]/g, '\\$&')}"` : `'${line}'`;
}

function pairs(instruction: string, entries: readonly string[]): string {
  return `${instruction} ${entries.join(` \\\n${' '.repeat(instruction.length + 1)}`)}`;
}

/** A secret that is asked for and not given fails the build, before something is installed without it. */
function mountText(mount: BuildMount): string {
  if (mount.kind === 'secret') return `--mount=type=secret,id=${mount.id},target=${mount.target},required=true`;
  const id = mount.id === undefined ? '' : `,id=${mount.id}`;
  return `--mount=type=cache${id}${mount.isLocked ? ',sharing=locked' : ''},target=${mount.target}`;
}

function healthText({ command, intervalSeconds, timeoutSeconds, startSeconds, retries }: HealthQuestion): string {
  const timing = `--interval=${intervalSeconds}s --timeout=${timeoutSeconds}s --start-period=${startSeconds}s --retries=${retries}`;
  return `HEALTHCHECK ${timing} \\\n    CMD ${list(command)}`;
}

/** The exec form: no shell, so that the program is the first process and gets the signal. */
function list(command: readonly string[]): string {
  return `[${command.map((word) => JSON.stringify(word)).join(', ')}]`;
}

/** A value that means itself: nothing in it is a variable. It has no backslash, which the parsers read differently. */
function quoted(value: string): string {
  return `"${value.replace(/["$]/g, '\\$&')}"`;
}
