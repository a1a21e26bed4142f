import { Phase } from '../../lib/core/phase';

test('the order of the numbers, as two digits of a file name, is the order in which files are applied', () => {
  const order = [Phase.FOUNDATION, Phase.DATA, Phase.MIGRATION, Phase.WORKLOAD, Phase.EDGE, Phase.OBSERVABILITY, Phase.OTHER];
  const leads = order.map((phase) => `${phase}`.padStart(2, '0'));
  expect(leads).toEqual(['00', '10', '20', '30', '40', '50', '60']);
  expect([...leads].sort()).toEqual(leads);
});
