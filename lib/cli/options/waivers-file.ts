import type { Waiver } from '../../checks/waiver';
import { faultsOfWaiver, type WaivableRules } from '../../checks/waiver-faults';
import { ShopError } from '../../core/shop-error';
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

/**
 * The waivers of a file of YAML or JSON, a list, without those of the rules of another verb: one file may hold what `check` and
 * what `review` accepts. Throws one error with all that is wrong with them, each with its number in the file.
 */
export function waiversIn(file: string, rules: WaivableRules, others: ReadonlySet<string>): readonly Waiver[] {
  const list = contentOf(file);
  if (!Array.isArray(list)) throw new UsageError(`${file}: a list of waivers is wanted, each with rule, object, reason and until`);
  const isOwn = (waiver: Partial<Waiver> | null): boolean => !others.has(`${waiver?.rule}`);
  const faults = list.flatMap((waiver, i) => (isOwn(waiver) ? faultsOfWaiver(`waiver ${i + 1} of ${file}`, waiver, rules) : []));
  if (faults.length > 0) throw new ShopError(faults);
  return list.filter(isOwn);
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
