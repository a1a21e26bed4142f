import { isAbsolutePath } from '../core/names';
import type { Rule } from '../core/shop-error';
import { serviceNameRule } from './name-rules';
import type { ExternalStoreProps, ShopStoreProps } from './shop-store';

/** What is refused of a store of ours. */
export const STORE_RULES: ReadonlyArray<Rule<ShopStoreProps>> = [
  serviceNameRule(({ serviceName }) => serviceName),
  {
    code: 'SHOP-D008',
    broken: ({ dataPath }) => (isAbsolutePath(dataPath) ? [] : [`the dataPath "${dataPath}"`]),
    wanted: 'an absolute path without "..", ":" or a slash at its end',
    fix: 'correct the path',
  },
  {
    code: 'SHOP-D011',
    broken: ({ dataPath, writablePaths, files }) =>
      ['/tmp', ...[...(writablePaths ?? []), ...(files ?? [])].map((w) => w.path)].includes(dataPath) ? [`the dataPath "${dataPath}"`] : [],
    wanted: 'a directory that nothing else is mounted on',
    fix: 'remove it from the writablePaths or files, or put the data elsewhere',
  },
];

/** What is refused of a store outside: it has no protocol, so no usual port either. */
export const EXTERNAL_STORE_RULES: ReadonlyArray<Rule<ExternalStoreProps>> = [
  {
    code: 'SHOP-X004',
    broken: ({ port }) => (port === undefined ? ['a store outside without a port'] : []),
    wanted: 'the port that clients dial',
    fix: 'give the port',
  },
];
