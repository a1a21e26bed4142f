import { htmlReview } from '../../../lib/review/reports/html';
import { deployment, effect, reviewOf, unwaived } from '../../support/review-case';

jest.mock('../../../lib/writers/diagram/svg', () => ({
  ...jest.requireActual('../../../lib/writers/diagram/svg'),
  diagramSvg: () => {
    throw new Error('no place was found for the boxes of both');
  },
}));

test('a graph that cannot be placed costs the picture, and nothing else of the page', () => {
  const review = reviewOf([effect()], [deployment('a', 'x')], [deployment('b', 'x')]);
  const page = htmlReview(review, unwaived(review));
  expect(page).toContain('There is no picture: no place was found for its boxes. The connections are in the table.');
  expect(page).toContain('id="connections"');
  expect(page).toContain('changes spec.volumeClaimTemplates');
});
