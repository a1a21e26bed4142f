// jsii's compiler does not know by itself what the oldest supported version of node has.
/// <reference lib="es2022" />
export { ImageLock } from './app/image-lock';
export type { BaseComparison } from './app/images/base-comparison';
export type { BuildSecret, ShopImageProps } from './app/images/image-props';
export {
  type DotnetImageProps,
  type GenericBuild,
  type GenericImageProps,
  type GoImageProps,
  JavaBuildTool,
  type JavaImageProps,
  type NodeImageProps,
  type PhpImageProps,
  type PythonImageProps,
  type RubyImageProps,
  type StaticSiteBuild,
  type StaticSiteImageProps,
} from './app/images/kind-props';
export { NodePackageManager, PythonInstaller } from './app/images/package-managers';
export { ShopImage } from './app/images/shop-image';
export { ShopApp, type ShopAppProps } from './app/shop-app';
export type { ShopArtifacts } from './app/shop-artifacts';
export {
  type IRulePack,
  type PaymentZoneEdge,
  type PaymentZoneSettings,
  PodSecurityLevel,
  RuleSeverity,
  type RuleWaiver,
  type ShopCheckSettings,
  type ShopChecks,
} from './app/shop-checks';
export type { ArgoCdOptions, FluxOptions, GitSource, HelmChartOptions, ShopDelivery } from './app/shop-delivery';
export type { ShopDiagram } from './app/shop-diagram';
export {
  type IValidationContext,
  type IValidationReport,
  type RuleViolation,
  ShopValidation,
  type ShopValidationProps,
  type ViolatingResource,
} from './app/shop-validation';
export { CacheEngine } from './constructs/cache-engine';
export {
  type CallOptions,
  Connection,
  type ConnectionOptions,
  type ConsumeOptions,
  type PublishOptions,
  type QueryOptions,
} from './constructs/connection';
export type { DataServiceProps, StoredDataServiceProps } from './constructs/data-service-props';
export type { DatabaseBackup } from './constructs/database-backup';
export { DatabaseEngine } from './constructs/database-engine';
export type { ExternalTargetProps } from './constructs/external-target';
export { ScaledComponent } from './constructs/scaled-component';
export { Shop, type ShopProps } from './constructs/shop';
export { CacheUse, type ExternalCacheProps, type IShopCache, ShopCache, type ShopCacheProps } from './constructs/shop-cache';
export { type IShopComponent, ShopComponent } from './constructs/shop-component';
export { type ExternalDatabaseProps, type IShopDatabase, ShopDatabase, type ShopDatabaseProps } from './constructs/shop-database';
export { type EdgeRoute, ShopEdge, type ShopEdgeProps } from './constructs/shop-edge';
export { ShopJob, type ShopJobProps } from './constructs/shop-job';
export { type HttpProbeOptions, ShopProbe } from './constructs/shop-probe';
export { type ExternalQueueProps, type IShopQueue, ShopQueue, type ShopQueueProps } from './constructs/shop-queue';
export { ShopSecret } from './constructs/shop-secret';
export { type ExternalServiceProps, type InClusterServiceProps, ShopService } from './constructs/shop-service';
export { type ExternalStoreProps, type IShopStore, ShopStore, type ShopStoreProps } from './constructs/shop-store';
export { type ICallable, ShopWebTier, type ShopWebTierProps } from './constructs/shop-web-tier';
export { ShopWorker, type ShopWorkerProps } from './constructs/shop-worker';
export {
  type AddedCapability,
  type ConfigFile,
  type ContainerUser,
  type HealthProps,
  type MetricsEndpoint,
  type PodToleration,
  PortProtocol,
  Priority,
  type Scale,
  type SecretInput,
  type ShopPort,
  type ShopResources,
  type SideContainer,
  type WorkloadProps,
  type WritablePath,
} from './constructs/workload-props';
export { BaseFlavour, ImageKind } from './model/base-image';
export { ClusterProfile, type ClusterProfileProps, HostNamePolicy, LoadBalancerKind } from './model/cluster-profile';
export { EdgeClass, type EdgeDataPlane } from './model/edge-class';
export { KubernetesVersion } from './model/kubernetes-version';
export { SecretDelivery, ShopProfile, type ShopProfileProps } from './model/profile';
export type { ComposeDevelopment, ShopCompose } from './writers/compose/shop-compose';
