import type { Connection } from '../../../lib/review/doors/connection';
import { connectionRows } from '../../../lib/review/reports/connection-rows';

const web = { kind: 'workload', name: 'web', namespace: 'shop', object: 'apps/Deployment/shop/web' } as const;
const office = { kind: 'addresses', name: '198.51.100.0/24' } as const;

test('what is opened stands before what is closed, with its ends, its ports and why', () => {
  const opened: Connection = { client: office, target: web, ports: [{ protocol: 'TCP', first: 80, last: 80 }], by: 'policy' };
  const closed: Connection = { client: web, target: { ...web, name: 'api', namespace: 'other' }, ports: [], by: 'reference' };
  expect(connectionRows({ opened: [opened], closed: [closed], kept: [] })).toEqual([
    { change: 'opened', from: '198.51.100.0/24', to: 'shop/web', ports: '80', by: 'network policies' },
    { change: 'closed', from: 'shop/web', to: 'other/api', ports: 'not known', by: 'the client names it; no policy decides' },
  ]);
});
