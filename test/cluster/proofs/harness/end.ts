import { removeDemoShop } from './demo-shop';
import { removeLoads } from './load';
import { writeReport } from './report';

/** Leaves nothing on the cluster, and the report of what was shown. */
export default async function end(): Promise<void> {
  writeReport();
  removeLoads();
  await removeDemoShop();
}
