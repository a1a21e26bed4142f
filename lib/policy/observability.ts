import type { ClusterData } from '../model/cluster-profile';
import type { MetricsPort } from '../model/component';

/**
 * Annotations by which a Prometheus without an operator finds the pods; with the operator a PodMonitor does.
 * @see https://github.com/prometheus/prometheus/blob/main/documentation/examples/prometheus-kubernetes.yml
 */
export function scrapeAnnotations(metrics: MetricsPort | undefined, cluster: ClusterData): Record<string, string> {
  if (!metrics || cluster.prometheusOperator) return {};
  return { 'prometheus.io/scrape': 'true', 'prometheus.io/port': `${metrics.port}`, 'prometheus.io/path': metrics.path };
}
