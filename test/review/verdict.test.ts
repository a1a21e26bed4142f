import { verdictOf } from '../../lib/review/verdict';
import { effect, reviewOf } from '../support/review-case';

const size = effect({ fields: ['spec.volumeClaimTemplates[data].spec.resources.requests.storage'] });
const chart = effect({ fields: ['spec.volumeClaimTemplates[data].metadata.labels["helm.sh/chart"]', 'spec.serviceName'] });
const waiver = { rule: size.rule, object: size.object, reason: 'the set is made anew on Sunday', until: '2027-03-31' };

test('without options every effect is open', () => {
  expect(verdictOf(reviewOf([size, chart]))).toEqual({ open: [size, chart], accepted: [], expired: [], unused: [] });
});

test('a waiver with a field accepts only the effects of that field, one without all of the object', () => {
  const today = '2027-01-01';
  const named = { ...waiver, field: 'spec.serviceName' };
  expect(verdictOf(reviewOf([size, chart]), { waivers: [named], today })).toEqual({
    open: [size],
    accepted: [{ effect: chart, waiver: named }],
    expired: [],
    unused: [],
  });
  expect(verdictOf(reviewOf([size, chart]), { waivers: [waiver], today }).open).toEqual([]);
  const other = { ...waiver, field: 'spec.replicas' };
  expect(verdictOf(reviewOf([size]), { waivers: [other], today })).toEqual({ open: [size], accepted: [], expired: [], unused: [other] });
});

test('what is wrong with the options is told as of a review, all at once', () => {
  const options = { waivers: [{ ...waiver, rule: 'image-tag' }], disabled: ['image-tag'] };
  expect(() => verdictOf(reviewOf([]), options)).toThrow(
    new RegExp(
      '^SHOP-K003 at review: got the rule "image-tag", which there is not; wanted the id of a rule of docs/effects\\..*\n' +
        'SHOP-K005 at review/waivers/0: got the rule "image-tag"; wanted a rule of docs/effects, an object as .*\n' +
        'SHOP-K006 at review: got waivers, and not what day it is; .*$',
    ),
  );
});
