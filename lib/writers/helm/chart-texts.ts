import { sortedBy } from '../../core/order';
import { NEEDS_SECRETS, secretNamesIn } from '../../core/secret-annotations';
import { objectAt, textAt } from '../../manifests/json';
import { isKept } from '../kept-data';
import { renderDocuments } from '../manifest-file';
import type { ShopView } from '../shop-view';
import type { HelmChartData } from './helm-chart';

/** Chart.yaml. */
export function chartFile(shop: ShopView, { version, appVersion }: HelmChartData): string {
  return renderDocuments([
    {
      apiVersion: 'v2',
      ...(appVersion !== undefined && { appVersion }),
      description: `The shop ${shop.name}, as the profile ${shop.profile.name} has it.`,
      kubeVersion: `>=1.${shop.cluster.kubernetes.minor}.0-0`,
      name: shop.name,
      type: 'application',
      version,
    },
  ]);
}

/** What `helm package` leaves out. */
export const HELM_IGNORE = ['.DS_Store', '.git/', '.gitignore', '*.bak', '*.orig', '*.swp', '*.tmp', '*~', ''].join('\n');

/** NOTES.txt: what a person wants to know after an installation, and nothing that the cluster could tell better. */
export function notes(shop: ShopView, tested: boolean): string {
  const secrets = neededSecrets(shop);
  return [
    `The shop ${shop.name} is in the namespace ${shop.namespace}.`,
    '{{- range $edge, $hosts := .Values.hosts }}',
    '',
    'The edge {{ $edge }} serves {{ join ", " $hosts }}.',
    '{{- end }}',
    '',
    'See it start:',
    `  kubectl --namespace ${shop.namespace} get pods --watch`,
    ...(tested ? ['', 'Ask whether it is well:', '  helm test {{ .Release.Name }} --namespace {{ .Release.Namespace }}'] : []),
    ...(secrets.length > 0 ? ['', `Secrets that have to be in the namespace: ${secrets.join(', ')}.`] : []),
    ...(shop.manifests.all.some(isKept) ? ['', 'What holds data stays when the release is uninstalled, and the namespace with it.'] : []),
    '',
  ].join('\n');
}

/** The Secrets that somebody has to bring. */
export function neededSecrets({ manifests }: ShopView): string[] {
  const names = manifests.all.flatMap(({ body }) => secretNamesIn(textAt(objectAt(body, 'metadata', 'annotations'), NEEDS_SECRETS) ?? ''));
  return sortedBy(new Set(names), (name) => name);
}

/** A template that makes nothing, and refuses what no schema can: two values that do not fit each other. */
export const BOUNDS_TEMPLATE = [
  '{{- range $name, $bounds := .Values.replicas }}',
  '{{- if gt (int $bounds.min) (int $bounds.max) }}',
  '{{- fail (printf "replicas.%s: min %d is above max %d" $name (int $bounds.min) (int $bounds.max)) }}',
  '{{- end }}',
  '{{- end }}',
  '',
].join('\n');
