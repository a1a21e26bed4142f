import { DockerfileParser, type From, type Instruction, type ModifiableInstruction, type PropertyInstruction } from 'dockerfile-ast';

/** An instruction as tests look at it: flags apart, arguments as one text and as words. */
export interface Parsed {
  readonly keyword: string;
  readonly text: string;
  readonly words: readonly string[];
  readonly flags: ReadonlyArray<readonly [string, string]>;
  /** Words of the exec form; undefined for that of the shell. */
  readonly exec?: readonly string[];
  /** Names and values of ENV, LABEL and ARG. */
  readonly properties: ReadonlyArray<readonly [string, string]>;
}

/** A stage with its instructions, FROM apart. */
export interface ParsedStage {
  readonly image: string;
  readonly tag?: string;
  readonly digest?: string;
  readonly name?: string;
  readonly platform?: string;
  readonly steps: readonly Parsed[];
}

/** A Dockerfile, and what stands before its first FROM. */
export interface ParsedFile {
  readonly head: readonly Parsed[];
  readonly stages: readonly ParsedStage[];
  readonly comments: readonly string[];
}

/** Reads a Dockerfile with the parser that editors use. */
export function parsedDockerfile(text: string): ParsedFile {
  const file = DockerfileParser.parse(text);
  const head: Parsed[] = [];
  const stages: Array<ParsedStage & { steps: Parsed[] }> = [];
  for (const instruction of file.getInstructions()) {
    if (instruction.getKeyword() === 'FROM') stages.push(stageOf(instruction as From));
    else (stages.at(-1)?.steps ?? head).push(parsed(instruction));
  }
  return { head, stages, comments: file.getComments().map((comment) => comment.getContent() ?? '') };
}

function stageOf(from: From) {
  return {
    image: [from.getRegistry(), from.getImageName()].filter((part) => part !== null).join('/'),
    tag: from.getImageTag() ?? undefined,
    digest: from.getImageDigest() ?? undefined,
    name: from.getBuildStage() ?? undefined,
    platform: from.getPlatformFlag()?.getValue() ?? undefined,
    steps: [],
  };
}

function parsed(instruction: Instruction): Parsed {
  const flags = 'getFlags' in instruction ? (instruction as ModifiableInstruction).getFlags() : [];
  const words = instruction
    .getArguments()
    .map((argument) => argument.getValue())
    .filter((word) => !flags.some((flag) => word === flag.toString()));
  const text = words.join(' ');
  const properties = 'getProperties' in instruction ? (instruction as PropertyInstruction).getProperties() : [];
  return {
    keyword: instruction.getKeyword(),
    text,
    words,
    flags: flags.map((flag) => [flag.getName(), flag.getValue() ?? '']),
    exec: execForm(text),
    properties: properties.map((property) => [property.getName(), property.getValue() ?? '']),
  };
}

/** The list of an exec form, behind CMD too where HEALTHCHECK has one. */
function execForm(text: string): readonly string[] | undefined {
  const list = /^(?:CMD )?(\[.*\])$/.exec(text)?.[1];
  return list === undefined ? undefined : (JSON.parse(list) as string[]);
}

/** Instructions of a stage with this keyword. */
export function stepsOf(stage: ParsedStage, keyword: string): Parsed[] {
  return stage.steps.filter((step) => step.keyword === keyword);
}

/** Value of a flag of an instruction. */
export function flagOf(step: Parsed, name: string): string | undefined {
  return step.flags.find(([flag]) => flag === name)?.[1];
}
