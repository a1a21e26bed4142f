import type { FileTree } from '../file-tree';
import type { Environment } from '../kustomize/kustomize';
import { renderDocuments } from '../manifest-file';
import { argoFolder, argoOverlay } from './argo-overlay';
import type { GitPlace } from './git-place';

/** What Argo CD is told beside the shop itself. */
export interface ArgoCdData extends GitPlace {
  /** Namespace of Argo CD. */
  readonly namespace: string;
  /** Its project. */
  readonly project: string;
  /** Whether it applies by itself what the repository has. */
  readonly automated: boolean;
  /** Address of the API server of each environment's cluster. */
  readonly clusters: Readonly<Record<string, string>>;
}

/** The cluster in which Argo CD runs, by the address at which its pods reach it. */
const OWN_CLUSTER = 'https://kubernetes.default.svc';

/**
 * An Application for each environment, and one ApplicationSet that makes the same Applications: apply one or the other.
 * No Application has a finalizer, so deleting one leaves the shop as it is.
 */
export function argoCdTree(environments: readonly Environment[], argo: ArgoCdData): FileTree {
  const [first] = environments;
  return new Map([
    ...environments.flatMap((environment) => [...argoOverlay(environment)]),
    ...environments.map((environment): [string, string] => [
      `argocd/application-${environment.name}.yaml`,
      renderDocuments([application(environment, argo)]),
    ]),
    ...(first ? [['argocd/applicationset.yaml', renderDocuments([applicationSet(first.shop.name, environments, argo)])] as const] : []),
  ]);
}

function application(environment: Environment, argo: ArgoCdData): object {
  const { shop, name } = environment;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { ...metadataOf(shop.name, name), namespace: argo.namespace },
    spec: specOf(argo, { path: `${argo.path}/${argoFolder(environment)}`, server: serverOf(argo, name), namespace: shop.namespace }),
  };
}

function applicationSet(shop: string, environments: readonly Environment[], argo: ArgoCdData): object {
  const elements = environments.map((environment) => ({
    environment: environment.name,
    namespace: environment.shop.namespace,
    path: `${argo.path}/${argoFolder(environment)}`,
    server: serverOf(argo, environment.name),
  }));
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: shop, namespace: argo.namespace },
    spec: {
      generators: [{ list: { elements } }],
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      // Without it, deleting the set or one of its environments deletes the shop there, data and all.
      syncPolicy: { preserveResourcesOnDeletion: true },
      template: {
        metadata: metadataOf(shop, '{{ .environment }}'),
        spec: specOf(argo, { path: '{{ .path }}', server: '{{ .server }}', namespace: '{{ .namespace }}' }),
      },
    },
  };
}

function metadataOf(shop: string, environment: string): object {
  return {
    // The API server's own defaults are no difference: it is asked what an apply would change.
    annotations: { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' },
    labels: { 'app.kubernetes.io/part-of': shop },
    name: `${shop}-${environment}`,
  };
}

/** What differs between the Applications of a shop. */
interface Destination {
  readonly path: string;
  readonly server: string;
  readonly namespace: string;
}

function specOf({ project, repository, revision, automated }: ArgoCdData, { path, server, namespace }: Destination): object {
  return {
    destination: { namespace, server },
    project,
    source: { path, repoURL: repository, targetRevision: revision },
    syncPolicy: {
      ...(automated && { automated: { prune: true, selfHeal: true } }),
      // A pod's image that is not pushed yet, an operator that starts: minutes, and then somebody has to look.
      retry: { backoff: { duration: '30s', factor: 2, maxDuration: '5m' }, limit: 5 },
      // A Job is replaced, and so run, whenever it is synchronized: only when it differs.
      syncOptions: ['ApplyOutOfSyncOnly=true', 'PruneLast=true', 'ServerSideApply=true'],
    },
  };
}

function serverOf({ clusters }: ArgoCdData, environment: string): string {
  return new Map(Object.entries(clusters)).get(environment) ?? OWN_CLUSTER;
}
