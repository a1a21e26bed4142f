import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '../..');

/** The programs of a guide by the file name in their first line. */
export function programsIn(guide: string): ReadonlyMap<string, string> {
  const text = readFileSync(join(ROOT, 'docs/guides', guide), 'utf8');
  return new Map([...text.matchAll(/```ts\n\/\/ (\S+)\n(.*?)```/gs)].map(([, name = '', program = '']) => [name, program]));
}

/** What the compiler says of programs, against what the package exports; each may import the others. */
export function compileFaults(programs: ReadonlyMap<string, string>): string[] {
  const declared = new Map([...programs].map(([name, text]) => [join(ROOT, `guide-${name}`), text.replaceAll("'./", "'./guide-")]));
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const paths = {
    'cdk8s-shop': ['./lib'],
    ...Object.fromEntries(['checks', 'review', 'testing'].map((entry) => [`cdk8s-shop/${entry}`, [`./lib/entry/${entry}`]])),
  };
  const { options } = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, baseUrl: '.', paths }, ROOT);
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, version) => {
    const text = declared.get(name);
    return text === undefined ? getSourceFile.call(host, name, version) : ts.createSourceFile(name, text, version);
  };
  host.fileExists = (name) => declared.has(name) || fileExists.call(host, name);
  host.readFile = (name) => declared.get(name) ?? readFile.call(host, name);
  const program = ts.createProgram([...declared.keys()], options, host);
  const faults = [...declared.keys()].flatMap((name) => {
    const file = program.getSourceFile(name);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  });
  return faults.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
