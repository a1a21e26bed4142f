import { ClusterProfile } from '../../lib/model/cluster-profile';
import { scrapeAnnotations } from '../../lib/policy/observability';

const METRICS = { port: 9090, path: '/metrics' };

test('without an operator, annotations tell Prometheus where to scrape', () => {
  expect(scrapeAnnotations(METRICS, ClusterProfile.plain()._data)).toEqual({
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': '9090',
    'prometheus.io/path': '/metrics',
  });
});

test('with the operator a PodMonitor does, and pods would be scraped twice', () => {
  expect(scrapeAnnotations(METRICS, ClusterProfile.of({ prometheusOperator: true })._data)).toEqual({});
});

test('a component without metrics has none', () => {
  expect(scrapeAnnotations(undefined, ClusterProfile.plain()._data)).toEqual({});
});
