import { BaseFlavour, type BaseImage, ImageKind } from './base-image';

/** Day of the sources of the ends of life: products/*.md of endoflife-date/endoflife.date, as of that day. */
export const CATALOGUE_DAY = '2026-08-22';

/** Sizes and histories of the official images of Docker Hub, a file a tag. */
const OFFICIAL = 'https://github.com/docker-library/repo-info/tree/master/repos';
const DISTROLESS_SOURCE = 'https://github.com/GoogleContainerTools/distroless';
const DOTNET_SOURCE = 'https://github.com/dotnet/dotnet-docker/issues/6860';

type System = Pick<BaseImage, 'flavour' | 'libc' | 'shell' | 'packageManager' | 'systemUntil'>;

const DEBIAN: System = { flavour: BaseFlavour.SLIM, libc: 'glibc', shell: 'bash', packageManager: 'apt', systemUntil: '2028-08-09' };
const UBUNTU: System = { ...DEBIAN, systemUntil: '2029-05-31' };
const ALPINE: System = { flavour: BaseFlavour.ALPINE, libc: 'musl', shell: 'ash', packageManager: 'apk', systemUntil: '2028-06-01' };
const DISTROLESS: System = { ...DEBIAN, flavour: BaseFlavour.DISTROLESS, shell: 'none', packageManager: 'none' };
const CHISELED: System = { ...DISTROLESS, systemUntil: '2029-05-31' };

/** Users that the bases bring: nginx, node, www-data of Debian and of Alpine, app of .NET, nonroot of distroless. */
const NGINX = { kind: ImageKind.STATIC_SITE, uid: 101 };
const NODE = { kind: ImageKind.NODE, asker: 'node', uid: 1000 } as const;
const PYTHON = { kind: ImageKind.PYTHON, asker: 'python' } as const;
const JAVA = { kind: ImageKind.JAVA } as const;
const DOTNET = { kind: ImageKind.DOTNET, version: '10.0', runtimeUntil: '2028-11-14', source: DOTNET_SOURCE, uid: 1654 } as const;
const PHP = { kind: ImageKind.PHP, asker: 'php' } as const;
const RUBY = { kind: ImageKind.RUBY, source: `${OFFICIAL}/ruby`, asker: 'ruby', features: 'bundler, YJIT' } as const;
const NONROOT = { ...DISTROLESS, source: DISTROLESS_SOURCE, uid: 65_532 };
const STATIC = {
  reference: 'gcr.io/distroless/static-debian13:nonroot',
  ...NONROOT,
  libc: 'none',
  asker: 'none',
  bytes: 2 * 2 ** 20,
} as const;
const EMPTY = {
  flavour: BaseFlavour.SCRATCH,
  reference: 'scratch',
  bytes: 0,
  libc: 'none',
  shell: 'none',
  packageManager: 'none',
} as const;

const NODES: readonly BaseImage[] = [
  ['22', '2027-04-30'],
  ['24', '2028-04-30'],
  ['26', '2029-04-30'],
].flatMap(([version = '', runtimeUntil]) => [
  { ...NODE, ...NONROOT, version, runtimeUntil, reference: `gcr.io/distroless/nodejs${version}-debian13:nonroot`, features: 'node alone' },
  {
    ...NODE,
    ...DEBIAN,
    version,
    runtimeUntil,
    reference: `node:${version}-trixie-slim`,
    ...(version === '24' && { bytes: 85_296_278, built: '2026-08-27' }),
    source: `${OFFICIAL}/node`,
    features: 'npm, yarn 1 up to 24',
  },
  {
    ...NODE,
    ...ALPINE,
    version,
    runtimeUntil,
    reference: `node:${version}-alpine3.24`,
    ...(version === '24' && { bytes: 58_204_379, built: '2026-08-03' }),
    source: `${OFFICIAL}/node`,
    features: 'npm, yarn 1 up to 24',
  },
]);

const PYTHONS: readonly BaseImage[] = [
  ['3.13', '2029-10-31'],
  ['3.14', '2030-10-31'],
].flatMap(([version = '', runtimeUntil]) => [
  {
    ...PYTHON,
    ...DEBIAN,
    version,
    runtimeUntil,
    reference: `python:${version}-slim-trixie`,
    ...(version === '3.13' && { bytes: 42_961_458, built: '2026-08-05' }),
    source: `${OFFICIAL}/python`,
    features: 'pip; wheels of manylinux',
  },
  {
    ...PYTHON,
    ...ALPINE,
    version,
    runtimeUntil,
    reference: `python:${version}-alpine3.24`,
    ...(version === '3.13' && { bytes: 16_906_875, built: '2026-09-17' }),
    source: `${OFFICIAL}/python`,
    features: 'pip; wheels of musllinux, else compiled',
  },
]);

const JAVAS: readonly BaseImage[] = [
  ['21', '2029-12-31'],
  ['25', '2031-09-30'],
].flatMap(([version = '', runtimeUntil]) => [
  {
    ...JAVA,
    ...NONROOT,
    version,
    runtimeUntil,
    reference: `gcr.io/distroless/java${version}-debian13:nonroot`,
    asker: 'none' as const,
    features: 'a Java runtime',
  },
  {
    ...JAVA,
    ...UBUNTU,
    version,
    runtimeUntil,
    reference: `eclipse-temurin:${version}-jre-noble`,
    ...(version === '25' && { bytes: 104_278_760, built: '2026-09-09' }),
    source: `${OFFICIAL}/eclipse-temurin`,
    asker: 'bash' as const,
    features: 'a Java runtime, fonts, locales',
  },
  {
    ...JAVA,
    ...ALPINE,
    systemUntil: '2027-11-01',
    version,
    runtimeUntil,
    reference: `eclipse-temurin:${version}-jre-alpine-3.23`,
    source: `${OFFICIAL}/eclipse-temurin`,
    asker: 'wget' as const,
    features: 'a Java runtime',
  },
]);

const GOS: readonly BaseImage[] = ['1.26', '1.27'].flatMap((version) => [
  { kind: ImageKind.GO, version, ...STATIC, features: 'certificates, time zones, a passwd; size about, as its page says' },
  {
    kind: ImageKind.GO,
    version,
    ...EMPTY,
    source: 'https://docs.docker.com/build/building/base-images/',
    asker: 'none',
    features: 'nothing',
  },
]);

const PHPS: readonly BaseImage[] = [
  ['8.4', '2028-12-31'],
  ['8.5', '2029-12-31'],
].flatMap(([version = '', runtimeUntil]) => [
  {
    ...PHP,
    ...DEBIAN,
    version,
    runtimeUntil,
    reference: `php:${version}-fpm-trixie`,
    ...(version === '8.4' && { bytes: 178_351_594, built: '2026-08-27' }),
    source: `${OFFICIAL}/php`,
    uid: 33,
    features: 'fpm, opcache, sodium, a C compiler for extensions',
  },
  {
    ...PHP,
    ...ALPINE,
    version,
    runtimeUntil,
    reference: `php:${version}-fpm-alpine3.24`,
    ...(version === '8.4' && { bytes: 39_021_879, built: '2026-08-27' }),
    source: `${OFFICIAL}/php`,
    uid: 82,
    features: 'fpm, opcache, sodium, curl',
  },
]);

const RUBY_34 = { ...RUBY, version: '3.4', runtimeUntil: '2028-03-31' } as const;
const RUBY_40 = { ...RUBY, version: '4.0', runtimeUntil: '2029-03-31' } as const;
const RUBIES: readonly BaseImage[] = [
  { ...RUBY_34, ...DEBIAN, reference: 'ruby:3.4-slim-trixie', bytes: 85_216_541, built: '2026-09-17' },
  { ...RUBY_34, ...ALPINE, reference: 'ruby:3.4-alpine3.24', bytes: 43_091_847, built: '2026-07-01' },
  { ...RUBY_40, ...DEBIAN, reference: 'ruby:4.0-slim-trixie', bytes: 80_802_397, built: '2026-09-19' },
  { ...RUBY_40, ...ALPINE, reference: 'ruby:4.0-alpine3.24', bytes: 52_529_376, built: '2026-09-17' },
];

const SINGLES: readonly BaseImage[] = [
  {
    ...NGINX,
    ...ALPINE,
    version: '1.30',
    reference: 'nginx:1.30-alpine3.24-slim',
    bytes: 8_198_526,
    built: '2026-09-02',
    source: `${OFFICIAL}/nginx`,
    asker: 'wget',
    features: 'nginx without the modules that are loaded',
  },
  {
    ...NGINX,
    ...DEBIAN,
    version: '1.30',
    reference: 'nginx:1.30-trixie',
    bytes: 66_084_169,
    built: '2026-09-02',
    source: `${OFFICIAL}/nginx`,
    asker: 'curl',
    features: 'nginx with njs, acme, geoip, image filter, xslt; curl',
  },
  { ...DOTNET, ...CHISELED, reference: 'mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled', asker: 'none', features: 'ASP.NET; no ICU' },
  { ...DOTNET, ...UBUNTU, reference: 'mcr.microsoft.com/dotnet/aspnet:10.0-noble', asker: 'bash', features: 'ASP.NET, ICU' },
  { kind: ImageKind.GENERIC, version: '13', ...STATIC, features: 'certificates, time zones, a passwd; size about, as its page says' },
  {
    kind: ImageKind.GENERIC,
    version: '13',
    ...DEBIAN,
    reference: 'debian:trixie-slim',
    bytes: 29_780_765,
    built: '2026-08-04',
    source: `${OFFICIAL}/debian`,
    asker: 'bash',
    features: 'apt and a shell',
  },
  {
    kind: ImageKind.GENERIC,
    version: '3.24',
    ...ALPINE,
    reference: 'alpine:3.24',
    bytes: 3_849_738,
    built: '2026-09-17',
    source: `${OFFICIAL}/alpine`,
    asker: 'wget',
    features: 'busybox and apk',
  },
];

/** Every base image that the recipes know. */
export const BASE_IMAGES: readonly BaseImage[] = [...NODES, ...PYTHONS, ...JAVAS, ...GOS, ...PHPS, ...RUBIES, ...SINGLES];
