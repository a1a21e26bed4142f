import type { ContainerUser, PortProtocol, WritablePath } from '../../constructs/workload-props';
import type { BaseFlavour } from '../../model/base-image';

/** A secret that a build needs and no layer keeps: a login for a registry of packages. */
export interface BuildSecret {
  /** Name under which the build is given it: `docker build --secret id=<id>,src=<file>`. */
  readonly id: string;
  /**
   * Where it is mounted while packages are installed.
   *
   * @default - where the package manager looks for logins, such as /root/.npmrc
   */
  readonly path?: string;
}

/** What every image says. */
export interface ShopImageProps {
  /** Reference under which it is pushed and run, with its tag. A digest is added by the shop's `imageDigests`. */
  readonly image: string;
  /**
   * Version of the runtime, as `ShopImage.compare()` lists them.
   *
   * @default - by kind: nginx 1.30, Node 24, Python 3.13, Java 25, Go 1.26, .NET 10.0, PHP 8.4, Ruby 3.4
   */
  readonly version?: string;
  /**
   * What is in the base beside the runtime.
   *
   * @default - by kind: DISTROLESS for Node, Java, Go and .NET; SLIM for Python and Ruby; ALPINE for static sites and PHP
   */
  readonly flavour?: BaseFlavour;
  /**
   * Image in the place of the catalogue's, such as your own hardened one. It has to have what that has, where that has it.
   *
   * @default - that of the version and flavour
   */
  readonly base?: string;
  /**
   * The same for the stage that builds or installs.
   *
   * @default - the full image beside the base
   */
  readonly buildBase?: string;
  /**
   * Digests of bases: the reference as it is used, and `sha256:…`. The same table as the shop's `imageDigests`.
   *
   * @default {}
   */
  readonly baseDigests?: { [reference: string]: string };
  /**
   * Refuse a base without a digest, also where no shop of the app asks for it.
   *
   * @default false
   */
  readonly requireBaseDigests?: boolean;
  /**
   * Folder that is given to the build, from where the build is started.
   *
   * @default .
   */
  readonly context?: string;
  /**
   * Folder of the program in the context, where several share one.
   *
   * @default - the context itself
   */
  readonly directory?: string;
  /**
   * Port that the program listens on.
   *
   * @default 8080
   */
  readonly port?: number;
  /**
   * Whether it listens at all: false for what nobody calls, a worker without probes or a job.
   *
   * @default true
   */
  readonly listens?: boolean;
  /**
   * What speaks on the port.
   *
   * @default PortProtocol.HTTP
   */
  readonly protocol?: PortProtocol;
  /**
   * Path that is asked whether only a restart would help.
   *
   * @default /livez
   */
  readonly livenessPath?: string;
  /**
   * Path that is asked whether it may get traffic.
   *
   * @default /readyz
   */
  readonly readinessPath?: string;
  /**
   * Command with which Docker and Compose ask about its health, without a shell unless you name one.
   *
   * @default - the liveness path, asked with what the base has; nothing where it has nothing to ask with
   */
  readonly healthcheck?: string[];
  /**
   * Signal that begins its end. The container runtime takes it from the image, so that manifests need not say it.
   *
   * @default - SIGQUIT for nginx and PHP, which end at once on the usual one; else SIGTERM
   */
  readonly stopSignal?: string;
  /**
   * User it runs as; its files stay root's, so that it cannot change itself.
   *
   * @default - 10001, group 10001
   */
  readonly user?: ContainerUser;
  /**
   * Directories that it writes to, beside /tmp.
   *
   * @default []
   */
  readonly writablePaths?: WritablePath[];
  /**
   * Environment variables of the image. Not for secrets: everybody who has the image reads them.
   *
   * @default {}
   */
  readonly env?: { [name: string]: string };
  /**
   * Labels, beside title, version, revision and base of the OCI's set.
   *
   * @default {}
   */
  readonly labels?: { [name: string]: string };
  /**
   * Arguments of the stages that build, with their values. Not for secrets: they stay in the history.
   *
   * @default {}
   */
  readonly buildArgs?: { [name: string]: string };
  /**
   * Secrets of the stages that install.
   *
   * @default []
   */
  readonly secrets?: BuildSecret[];
  /**
   * Patterns of further files that the build does not get to see.
   *
   * @default - history, secrets, installed packages and what the tools of the kind leave behind
   */
  readonly ignore?: string[];
}
