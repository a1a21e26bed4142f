import type { ShopImageProps } from './image-props';
import type { NodePackageManager, PythonInstaller } from './package-managers';

/** How the files of a static site are made. */
export interface StaticSiteBuild {
  /**
   * Script of package.json that makes them.
   *
   * @default build
   */
  readonly script?: string;
  /**
   * Version of Node.
   *
   * @default 24
   */
  readonly nodeVersion?: string;
  /**
   * What installs packages.
   *
   * @default NodePackageManager.npm()
   */
  readonly packageManager?: NodePackageManager;
}

/** Properties of a static site on nginx. */
export interface StaticSiteImageProps extends ShopImageProps {
  /**
   * Folder of the files.
   *
   * @default - `dist` where they are built, else `public`
   */
  readonly root?: string;
  /**
   * File that stands for every path without a file, such as `/index.html` for an application that routes in the browser.
   *
   * @default - none: not found
   */
  readonly fallback?: string;
  /**
   * How the files are made.
   *
   * @default - they are there
   */
  readonly buildStage?: StaticSiteBuild;
}

/** Properties of an image for Node. */
export interface NodeImageProps extends ShopImageProps {
  /** File that is run: `server.js`, or `dist/main.js` after a build. */
  readonly entry: string;
  /**
   * What installs packages, from its lock file.
   *
   * @default NodePackageManager.npm()
   */
  readonly packageManager?: NodePackageManager;
  /**
   * Script of package.json that builds.
   *
   * @default - nothing is built
   */
  readonly buildScript?: string;
  /**
   * Files and folders that the program needs, beside its packages.
   *
   * @default - `dist` after a build, else all that is not ignored
   */
  readonly files?: string[];
}

/** Properties of an image for Python. */
export interface PythonImageProps extends ShopImageProps {
  /** Module that is run, as by `python -m`: one of yours, or that of a server such as `gunicorn`. */
  readonly module: string;
  /**
   * Arguments of the module.
   *
   * @default []
   */
  readonly args?: string[];
  /**
   * What installs packages, at the hashes of a file.
   *
   * @default PythonInstaller.pip()
   */
  readonly installer?: PythonInstaller;
  /**
   * Files and folders that the program needs, beside its packages.
   *
   * @default - all that is not ignored
   */
  readonly files?: string[];
}

/** What builds a program for the Java virtual machine. */
export enum JavaBuildTool {
  /** Maven, with the versions of pom.xml. */
  MAVEN = 'maven',
  /** Gradle, with its lock files where the build has them. */
  GRADLE = 'gradle',
}

/** Properties of an image for Java. */
export interface JavaImageProps extends ShopImageProps {
  /** The jar that the build makes and that is run: `target/orders.jar`. */
  readonly jar: string;
  /**
   * What builds it.
   *
   * @default JavaBuildTool.MAVEN
   */
  readonly tool?: JavaBuildTool;
  /**
   * Flags of the virtual machine, beside a heap of 75 % of the memory limit and an end when memory is out.
   *
   * @default []
   */
  readonly jvmFlags?: string[];
}

/** Properties of an image for Go. */
export interface GoImageProps extends ShopImageProps {
  /**
   * Packages that become programs below /app, each named after its folder; the first is the one that runs.
   *
   * @default - the module's own folder, as a program with the image's name
   */
  readonly packages?: string[];
  /**
   * Whether the modules are in the repository, in `vendor`.
   *
   * @default false
   */
  readonly vendored?: boolean;
}

/** Properties of an image for .NET. */
export interface DotnetImageProps extends ShopImageProps {
  /** Project that is published and run: `src/Orders/Orders.csproj`. It needs a packages.lock.json. */
  readonly project: string;
}

/** Properties of an image for PHP; a second one, nginx before it, is built by the same file. */
export interface PhpImageProps extends ShopImageProps {
  /**
   * Folder of index.php and of the files that nginx serves.
   *
   * @default public
   */
  readonly publicFolder?: string;
  /**
   * Extensions to compile that need no library of the system, such as `pdo_mysql`. For others give a base that has them.
   *
   * @default []
   */
  readonly extensions?: string[];
  /**
   * Reference of the image of nginx.
   *
   * @default - the repository of `image` with `-nginx` at its end, and its tag
   */
  readonly nginxImage?: string;
}

/** Properties of an image for Ruby. */
export interface RubyImageProps extends ShopImageProps {
  /** Command that is run by `bundle exec`: `['puma', '--port', '8080']`. */
  readonly command: string[];
}

/** How the files of a generic image are made. */
export interface GenericBuild {
  /** Image to build in. */
  readonly base: string;
  /** Commands, in the folder of the program. */
  readonly commands: string[];
  /** What the image takes: where it is after the build, and where it goes. */
  readonly outputs: { [source: string]: string };
  /**
   * Folders of downloads that are kept from build to build.
   *
   * @default []
   */
  readonly caches?: string[];
}

/** Properties of an image of any other kind. */
export interface GenericImageProps extends ShopImageProps {
  /** Command that is run: the program and its arguments. */
  readonly command: string[];
  /**
   * Files of the program's folder, and where they go.
   *
   * @default {}
   */
  readonly files?: { [source: string]: string };
  /**
   * How further files are made.
   *
   * @default - nothing is built
   */
  readonly buildStage?: GenericBuild;
}
