import type { Duration, Size } from 'cdk8s';
import type { Cpu } from 'cdk8s-plus-27';
import type { Connection } from './connection';
import type { ShopProbe } from './shop-probe';

/** What a container asks of its node. */
export interface ShopResources {
  /**
   * CPU that is reserved; autoscaling measures use in percent of it.
   *
   * @default - by role: 250m for web tiers and workers
   */
  readonly cpu?: Cpu;
  /**
   * CPU beyond which the container is throttled.
   *
   * @default - none, or four times the request where the profile sets CPU limits
   */
  readonly cpuLimit?: Cpu;
  /**
   * Memory, reserved and at the same time the limit beyond which the container is killed.
   *
   * @default - by role: 256 MiB for web tiers and workers
   */
  readonly memory?: Size;
  /**
   * Memory that is reserved, when it should be less than the limit.
   *
   * @default - the memory
   */
  readonly memoryRequest?: Size;
  /**
   * Local disk for logs and the writable layer, reserved and limit.
   *
   * @default Size.mebibytes(128)
   */
  readonly ephemeralStorage?: Size;
}

/** The numeric user of an image. */
export interface ContainerUser {
  /** User id, not 0. */
  readonly uid: number;
  /**
   * Group id; volumes are made writable for it.
   *
   * @default - the uid
   */
  readonly gid?: number;
}

/** A directory that the image writes to; everything else is read-only. */
export interface WritablePath {
  /** Absolute path. */
  readonly path: string;
  /**
   * Most that may be written, after which the pod is evicted.
   *
   * @default Size.mebibytes(64)
   */
  readonly size?: Size;
  /**
   * Keep it in memory (counted against the memory limit).
   *
   * @default false
   */
  readonly memory?: boolean;
}

/** A config file, mounted read-only. A change rolls the pods, and touches nothing else. */
export interface ConfigFile {
  /** Absolute path of the file. */
  readonly path: string;
  /** Its text. Not for secrets: it stands in the manifests. */
  readonly content: string;
}

/** A key of an existing Secret for a container. */
export interface SecretInput {
  /** Name of the Secret. */
  readonly secretName: string;
  /** Key in the Secret. */
  readonly key: string;
  /**
   * Environment variable that holds the value, for images that read nothing else.
   *
   * @default - none
   */
  readonly env?: string;
  /**
   * Environment variable that holds the path of the file with the value.
   *
   * @default - none; the file is at /run/secrets/<secretName>/<key>
   */
  readonly pathEnv?: string;
}

/** A capability that a container keeps although all are dropped. */
export interface AddedCapability {
  /** Its name; Pod Security `restricted` admits NET_BIND_SERVICE alone. */
  readonly name: string;
  /** Why it is needed; emitted as an annotation of the pod, for the reviewer. */
  readonly reason: string;
}

/** A taint that pods tolerate. */
export interface PodToleration {
  /**
   * Key of the taint.
   *
   * @default - every key, with the operator Exists
   */
  readonly key?: string;
  /**
   * Value of the taint.
   *
   * @default - any value
   */
  readonly value?: string;
  /**
   * Effect: NoSchedule, PreferNoSchedule or NoExecute.
   *
   * @default - every effect
   */
  readonly effect?: string;
}

/** How much a component matters when the cluster is full. */
export enum Priority {
  /** What no order can do without. */
  CRITICAL = 'critical',
  /** Web tiers and workers. */
  STANDARD = 'standard',
  /** What can wait. */
  BATCH = 'batch',
}

/** What speaks on a port. */
export enum PortProtocol {
  /** HTTP/1.1 or h2c. */
  HTTP = 'http',
  /** gRPC. */
  GRPC = 'grpc',
  /** Any other protocol over TCP. */
  TCP = 'tcp',
}

/** A further port of a component. */
export interface ShopPort {
  /** Name, at most 15 characters. */
  readonly name: string;
  /** Port of the container. */
  readonly port: number;
  /**
   * Port of the Service.
   *
   * @default - the port of the container
   */
  readonly servicePort?: number;
  /**
   * What speaks on it.
   *
   * @default PortProtocol.TCP
   */
  readonly protocol?: PortProtocol;
}

/** Where a component serves its metrics. */
export interface MetricsEndpoint {
  /**
   * Port of the container.
   *
   * @default - the component's port
   */
  readonly port?: number;
  /**
   * Path.
   *
   * @default /metrics
   */
  readonly path?: string;
}

/** An init container or sidecar; it gets the same hardening as the main container. */
export interface SideContainer {
  /** Name, unique in the pod. */
  readonly name: string;
  /** Image. */
  readonly image: string;
  /**
   * Replaces the image's entry point.
   *
   * @default - the image's
   */
  readonly command?: string[];
  /**
   * Arguments.
   *
   * @default - the image's
   */
  readonly args?: string[];
  /**
   * Literal environment variables.
   *
   * @default {}
   */
  readonly env?: { [name: string]: string };
  /**
   * Give it the environment and secrets of the component's connections too.
   *
   * @default false
   */
  readonly sharesConnections?: boolean;
  /**
   * Ports it listens on.
   *
   * @default []
   */
  readonly ports?: ShopPort[];
  /**
   * Resources.
   *
   * @default - 50m CPU, 64 MiB memory
   */
  readonly resources?: ShopResources;
  /**
   * User of the image.
   *
   * @default - the component's
   */
  readonly user?: ContainerUser;
  /**
   * Directories it writes to; the same path in two containers of a pod is the same directory.
   *
   * @default []
   */
  readonly writablePaths?: WritablePath[];
  /**
   * Asked whether it is ready (sidecars only).
   *
   * @default - not asked
   */
  readonly readiness?: ShopProbe;
  /**
   * Asked whether it lives (sidecars only).
   *
   * @default - not asked
   */
  readonly liveness?: ShopProbe;
}

/** What web tiers, workers, jobs and stores have in common. */
export interface WorkloadProps {
  /** Image, with a tag or digest. */
  readonly image: string;
  /**
   * Replaces the image's entry point.
   *
   * @default - the image's
   */
  readonly command?: string[];
  /**
   * Arguments.
   *
   * @default - the image's
   */
  readonly args?: string[];
  /**
   * Whom it talks to: env, secrets and network policies of both ends follow from this list.
   *
   * @default []
   */
  readonly connections?: Connection[];
  /**
   * Literal environment variables. Not for secrets: they stand in the manifests.
   *
   * @default {}
   */
  readonly env?: { [name: string]: string };
  /**
   * Keys of existing Secrets.
   *
   * @default []
   */
  readonly secrets?: SecretInput[];
  /**
   * Config files.
   *
   * @default []
   */
  readonly files?: ConfigFile[];
  /**
   * User of the image.
   *
   * @default - 10001, group 10001
   */
  readonly user?: ContainerUser;
  /**
   * Directories that the image writes to, beside /tmp.
   *
   * @default []
   */
  readonly writablePaths?: WritablePath[];
  /**
   * Capabilities to keep.
   *
   * @default []
   */
  readonly capabilities?: AddedCapability[];
  /**
   * Containers that run, one after the other, before the main one.
   *
   * @default []
   */
  readonly initContainers?: SideContainer[];
  /**
   * Containers that run beside the main one; native sidecars from Kubernetes 1.29 on.
   *
   * @default []
   */
  readonly sidecars?: SideContainer[];
  /**
   * Resources of the main container.
   *
   * @default - by role
   */
  readonly resources?: ShopResources;
  /**
   * Labels of the nodes it may run on.
   *
   * @default {}
   */
  readonly nodeSelector?: { [key: string]: string };
  /**
   * Taints it tolerates.
   *
   * @default []
   */
  readonly tolerations?: PodToleration[];
  /**
   * Mount a token for the API server.
   *
   * @default false
   */
  readonly serviceAccountToken?: boolean;
  /**
   * RuntimeClass of the pods.
   *
   * @default - the profile's
   */
  readonly runtimeClass?: string;
  /**
   * Priority of the pods.
   *
   * @default - STANDARD for web tiers and workers, BATCH for jobs, CRITICAL for data services
   */
  readonly priority?: Priority;
  /**
   * Whether it is in the payment zone: it sees card data, or decides about what does. Its objects bear the label
   * `cdk8s-shop/zone: payment`, and checks refuse whatever opens a way into or out of the zone that is no connection of
   * the shop.
   *
   * @default false
   */
  readonly paymentZone?: boolean;
  /**
   * Labels of every object of the component, beside the recommended set.
   *
   * @default {}
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of the pods.
   *
   * @default {}
   */
  readonly podAnnotations?: { [key: string]: string };
}

/** How a workload is asked about its health. */
export interface HealthProps {
  /**
   * May the pod get traffic? Keep it shallow: a check of a shared dependency takes every replica out at once.
   *
   * @default - by the kind of component
   */
  readonly readiness?: ShopProbe;
  /**
   * Would only a restart help? It must never depend on another service.
   *
   * @default - by the kind of component
   */
  readonly liveness?: ShopProbe;
  /**
   * Longest start of the container; until then neither readiness nor liveness is asked.
   *
   * @default Duration.seconds(120)
   */
  readonly startupTime?: Duration;
}

/** Bounds of autoscaling. */
export interface Scale {
  /** Fewest replicas. */
  readonly min: number;
  /** Most replicas; equal to the fewest, nothing scales. */
  readonly max: number;
  /**
   * Wanted CPU use in percent of the request.
   *
   * @default 60
   */
  readonly cpuPercent?: number;
}
