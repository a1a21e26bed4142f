/** What an image is made of. */
export enum ImageKind {
  /** Files that nginx serves. */
  STATIC_SITE = 'static-site',
  /** Node.js. */
  NODE = 'node',
  /** Python. */
  PYTHON = 'python',
  /** Java, or another language of its virtual machine. */
  JAVA = 'java',
  /** Go. */
  GO = 'go',
  /** .NET. */
  DOTNET = 'dotnet',
  /** PHP, behind nginx. */
  PHP = 'php',
  /** Ruby. */
  RUBY = 'ruby',
  /** Anything else. */
  GENERIC = 'generic',
}

/** What is in a base image beside the runtime. */
export enum BaseFlavour {
  /** The runtime and its libraries (glibc): no shell to break into, no package to patch but the runtime. */
  DISTROLESS = 'distroless',
  /** A small Debian or Ubuntu (glibc) with its shell and apt: the widest compatibility. */
  SLIM = 'slim',
  /** Alpine with its shell and apk: the smallest with a shell. Its musl resolves names and links native modules otherwise. */
  ALPINE = 'alpine',
  /** Nothing at all, for a program that brings everything. */
  SCRATCH = 'scratch',
}

/** What the final stage can ask its own program with; `none` where nothing in it can. */
export type HealthAsker = 'node' | 'python' | 'ruby' | 'php' | 'wget' | 'curl' | 'bash' | 'none';

/** A base image of the catalogue. Sizes are those of linux/amd64, compressed, as they are pulled. */
export interface BaseImage {
  readonly kind: ImageKind;
  /** Version of the runtime; of the system, where there is no runtime. */
  readonly version: string;
  readonly flavour: BaseFlavour;
  readonly reference: string;
  /** Left out where no source tells it. */
  readonly bytes?: number;
  /** Day on which the image of that size was built. */
  readonly built?: string;
  /** Where size and contents are told. */
  readonly source: string;
  readonly libc: 'glibc' | 'musl' | 'none';
  readonly shell: 'bash' | 'ash' | 'none';
  readonly packageManager: 'apt' | 'apk' | 'none';
  /** The user that the base brings for programs. */
  readonly uid?: number;
  readonly asker: HealthAsker;
  /** Last day on which the runtime gets security fixes. */
  readonly runtimeUntil?: string;
  /** The same of the system below it. */
  readonly systemUntil?: string;
  readonly features: string;
}
