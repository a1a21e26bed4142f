import { EdgeClass } from './edge-class';
import { KubernetesVersion } from './kubernetes-version';

/** What carries traffic from outside to the edge; decides how long an ending pod still receives requests. */
export enum LoadBalancerKind {
  /** kube-proxy, an in-cluster proxy or a cloud balancer that targets nodes. */
  NODE = 'node',
  /** A cloud balancer whose targets are pod addresses: deregistration takes longer than an EndpointSlice update. */
  POD_ADDRESS = 'pod-address',
}

/** How connections to outside hosts by name are opened. */
export enum HostNamePolicy {
  /** By CIDR only, which every network plugin understands. */
  CIDR = 'cidr',
  /** By host name with CiliumNetworkPolicy (`toFQDNs`); the cluster must run Cilium. */
  CILIUM = 'cilium',
}

/** What a cluster offers. The default is a plain conformant cluster: nothing that needs a custom resource is emitted. */
export interface ClusterProfileProps {
  /**
   * Oldest Kubernetes version that the manifests must suit; newer fields are left out.
   *
   * @default KubernetesVersion.V1_34
   */
  readonly kubernetes?: KubernetesVersion;
  /**
   * What serves the edge.
   *
   * @default EdgeClass.ingress() - the cluster's default IngressClass
   */
  readonly edge?: EdgeClass;
  /**
   * Name of the cert-manager ClusterIssuer that issues the edge's certificates.
   *
   * @default - no cert-manager: the edge takes its certificate from a named Secret
   */
  readonly clusterIssuer?: string;
  /**
   * Namespace of KEDA; given, workers scale on the length of their queue.
   *
   * @default - no KEDA: workers scale on CPU
   */
  readonly kedaNamespace?: string;
  /**
   * Whether the Prometheus operator is there; PodMonitors are emitted for components that declare metrics.
   *
   * @default false - pods with metrics carry prometheus.io annotations
   */
  readonly prometheusOperator?: boolean;
  /**
   * Namespace from which Prometheus scrapes.
   *
   * @default monitoring
   */
  readonly monitoringNamespace?: string;
  /**
   * Name of the External Secrets ClusterSecretStore that holds the shop's secrets.
   *
   * @default - no External Secrets
   */
  readonly clusterSecretStore?: string;
  /**
   * Whether the resource metrics API is served (metrics-server); HorizontalPodAutoscalers need it.
   *
   * @default true
   */
  readonly resourceMetrics?: boolean;
  /**
   * Number of zones over which pods are spread.
   *
   * @default 3
   */
  readonly zones?: number;
  /**
   * StorageClass of volumes.
   *
   * @default - the cluster's default class
   */
  readonly storageClass?: string;
  /**
   * StorageClass that encrypts at rest; used for every volume when given.
   *
   * @default - the storageClass
   */
  readonly encryptedStorageClass?: string;
  /**
   * What carries traffic to the edge.
   *
   * @default LoadBalancerKind.NODE
   */
  readonly loadBalancer?: LoadBalancerKind;
  /**
   * CIDRs of the nodes, for network plugins that apply policies to the kubelet's probes. The specification always
   * admits a pod's own node, so conformant plugins need none.
   *
   * @default []
   */
  readonly nodeCidrs?: string[];
  /**
   * CIDRs at which pods reach the API server; no selector names it portably.
   *
   * @default ['0.0.0.0/0'] - any address, on ports 443 and 6443 only, and for pods with a token alone
   */
  readonly apiServerCidrs?: string[];
  /**
   * How connections to outside hosts are opened.
   *
   * @default HostNamePolicy.CIDR
   */
  readonly hostNames?: HostNamePolicy;
}

/** The cluster as data, with every default filled in. @internal */
export interface ClusterData {
  readonly kubernetes: KubernetesVersion;
  readonly edge: EdgeClass;
  readonly clusterIssuer?: string;
  readonly kedaNamespace?: string;
  readonly prometheusOperator: boolean;
  readonly monitoringNamespace: string;
  readonly clusterSecretStore?: string;
  readonly resourceMetrics: boolean;
  readonly zones: number;
  readonly storageClass?: string;
  readonly loadBalancer: LoadBalancerKind;
  readonly nodeCidrs: readonly string[];
  readonly apiServerCidrs: readonly string[];
  readonly hostNames: HostNamePolicy;
}

/** A cluster, described by what it offers. */
export class ClusterProfile {
  /** A plain conformant cluster: core Kubernetes, an Ingress controller, metrics-server, a default StorageClass. */
  public static plain(): ClusterProfile {
    return ClusterProfile.of({});
  }

  /**
   * A cluster that offers what is given, and beyond it what a plain cluster has.
   *
   * @param props what the cluster offers
   */
  public static of(props: ClusterProfileProps): ClusterProfile {
    const { encryptedStorageClass, storageClass, ...rest } = props;
    return new ClusterProfile({
      ...rest,
      kubernetes: props.kubernetes ?? KubernetesVersion.V1_34,
      edge: props.edge ?? EdgeClass.ingress(),
      prometheusOperator: props.prometheusOperator ?? false,
      monitoringNamespace: props.monitoringNamespace ?? 'monitoring',
      resourceMetrics: props.resourceMetrics ?? true,
      zones: props.zones ?? 3,
      storageClass: encryptedStorageClass ?? storageClass,
      loadBalancer: props.loadBalancer ?? LoadBalancerKind.NODE,
      nodeCidrs: [...(props.nodeCidrs ?? [])],
      apiServerCidrs: [...(props.apiServerCidrs ?? ['0.0.0.0/0'])],
      hostNames: props.hostNames ?? HostNamePolicy.CIDR,
    });
  }

  /** @internal */
  public readonly _data: ClusterData;

  private constructor(data: ClusterData) {
    this._data = data;
  }
}
