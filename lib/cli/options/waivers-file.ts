import type { Waiver } from '../../checks/waiver';
import { readFile } from '../../reading/input-files';
import { UnreadableYaml, YamlReader } from '../../reading/yaml-text';
import { UsageError } from '../usage-error';
import type { Option } from '../verb';

/** Waivers end, and somebody has to say what day it is. */
export const TODAY_OPTION: Option = {
  name: 'today',
  value: 'DATE',
  help: "day by which waivers end, as 2027-03-31; today's (UTC) unless it is said",
};

/** The waivers of a file of YAML or JSON: a list. What each has to hold is said where they are applied. */
function waiversFrom(file: string): readonly Waiver[] {
  const value = contentOf(file);
  if (!Array.isArray(value)) throw new UsageError(`${file}: a list of waivers is wanted, each with rule, object, reason and until`);
  return value as Waiver[];
}

/** Without those of the rules of another verb: one file may hold what `check` and what `review` accepts. */
export function waiversBut(others: ReadonlySet<string>, file: string): readonly Waiver[] {
  return waiversFrom(file).filter((waiver: Partial<Waiver> | null) => !others.has(`${waiver?.rule}`));
}

function contentOf(file: string): unknown {
  try {
    return new YamlReader().read(new TextDecoder('utf-8', { fatal: true }).decode(readFile(file))).value;
  } catch (error) {
    if (error instanceof UnreadableYaml) throw new UsageError(`${file}:${error.problem.line + 1}: ${error.problem.reason}`);
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') throw new UsageError(`${file} is no UTF-8`);
    throw error;
  }
}
