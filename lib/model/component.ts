import type { Phase } from '../core/phase';
import type { Value } from './value';

/** What a component is to the shop. Data, so that nothing has to ask for its class. */
export type Role = 'web' | 'worker' | 'job' | 'database' | 'queue' | 'cache' | 'store' | 'service' | 'edge' | 'backup' | 'credentials';

/** What a connection means; the target offers the verb, the client lists it. */
export type Intent = 'query' | 'readWrite' | 'publish' | 'consume' | 'call' | 'route';

/** A named port of a component. */
export interface Endpoint {
  readonly name: string;
  /** Port of the Service (or of the outside host): what clients dial. */
  readonly port: number;
  /** Port of the container behind it: what NetworkPolicies see. */
  readonly targetPort: number;
  readonly scheme: string;
  readonly transport: 'TCP' | 'UDP';
}

/** Where the pods or addresses of a component are, as a NetworkPolicy peer needs it. */
export type Location =
  | { readonly kind: 'pods'; readonly namespace: string; readonly labels: Readonly<Record<string, string>> }
  | {
      readonly kind: 'namespaces';
      readonly names: readonly string[];
      readonly except: readonly string[];
      readonly labels: Readonly<Record<string, string>>;
      /** Addresses beside the pods. */
      readonly cidrs?: readonly string[];
    }
  | {
      readonly kind: 'addresses';
      readonly cidrs: readonly string[];
      readonly except: readonly string[];
      readonly hostNames: readonly string[];
    };

/** What one pod of a component asks of a node; bytes and millicores. */
export interface PodFootprint {
  readonly cpuRequest: number;
  readonly cpuLimit: number;
  readonly memoryRequest: number;
  readonly memoryLimit: number;
}

/** What a component can take from the namespace at the worst moment; what the quota is made of. */
export interface Footprint {
  readonly pod: PodFootprint;
  /** Pods that run at full scale, outside a rollout. */
  readonly replicas: number;
  /** Pods that can exist at once: full scale, surge, and pods of the old revision still shutting down. */
  readonly pods: number;
  readonly volumes: number;
  readonly storage: number;
}

/** Where metrics are scraped. */
export interface MetricsPort {
  readonly port: number;
  readonly path: string;
}

/** A node of the graph: pure data, registered once by its construct. */
export interface Component {
  readonly name: string;
  readonly role: Role;
  /** Construct path, for messages only; never in the output. */
  readonly path: string;
  readonly phase: Phase;
  readonly namespace: string;
  /** Name that clients dial; undefined when nothing can connect to it. */
  readonly host?: string;
  readonly location: Location;
  readonly endpoints: readonly Endpoint[];
  /** What clients can be told beside host and port: user name, password, database… */
  readonly facts: Readonly<Record<string, Value>>;
  readonly metrics?: MetricsPort;
  readonly footprint?: Footprint;
  /** Ports on which pods of this component talk to each other (a cluster of brokers). */
  readonly peerPorts: readonly number[];
  /** Server connections that a database offers to clients, when it counts them. */
  readonly connectionLimit?: number;
  /** Whether it sees card data, or decides about what does. */
  readonly paymentZone?: boolean;
  /** Names of the Services it emits; unique in a namespace. */
  readonly services: readonly string[];
  /** Names of the Secrets that come with it: by External Secrets, or by the Job that makes a password. */
  readonly makesSecrets?: readonly string[];
}

/** What a connection leads to, before it has a client. */
export interface Link {
  readonly to: Component;
  readonly endpoint: Endpoint;
  readonly intent: Intent;
  readonly options: ConnectionData;
}

/** An edge of the graph. */
export interface ConnectionRecord extends Link {
  readonly from: Component;
}

/** What the client chose about a connection. */
export interface ConnectionData {
  /** Environment variable names and the template of each; undefined means the default contract. */
  readonly env?: Readonly<Record<string, string>>;
  readonly envPrefix?: string;
  readonly poolPerReplica?: number;
  readonly queue?: string;
  readonly backlogPerReplica?: number;
}
