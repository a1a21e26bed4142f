import { BaseFlavour, JavaBuildTool, NodePackageManager, PortProtocol, PythonInstaller, ShopImage } from '../../../lib';

const at = (name: string) => `registry.example/shop/${name}:1.4.0`;

/** Every way in which a recipe differs in what it writes, by what it is about. */
export const IMAGES: ReadonlyArray<readonly [string, ShopImage]> = [
  ['a static site', ShopImage.staticSite('site', { image: at('site') })],
  ['a static site with apt below', ShopImage.staticSite('site', { image: at('site'), flavour: BaseFlavour.SLIM, fallback: '/index.html' })],
  ['a static site that is built', ShopImage.staticSite('site', { image: at('site'), buildStage: {}, directory: 'web' })],
  ['Node', ShopImage.node('storefront', { image: at('storefront'), entry: 'server.js' })],
  [
    'Node 26 on Alpine',
    ShopImage.node('storefront', { image: at('storefront'), entry: 'server.js', version: '26', flavour: BaseFlavour.ALPINE }),
  ],
  [
    'Node on Debian, built',
    ShopImage.node('storefront', { image: at('storefront'), entry: 'dist/main.js', buildScript: 'build', flavour: BaseFlavour.SLIM }),
  ],
  [
    'Node by pnpm',
    ShopImage.node('storefront', {
      image: at('storefront'),
      entry: 'dist/main.js',
      buildScript: 'build',
      packageManager: NodePackageManager.pnpm('10.15.0'),
    }),
  ],
  [
    'Node by yarn',
    ShopImage.node('storefront', { image: at('storefront'), entry: 'server.js', packageManager: NodePackageManager.yarn('4.9.2') }),
  ],
  ['Python', ShopImage.python('recommendations', { image: at('recommendations'), module: 'shop.web' })],
  [
    'Python by uv, on Alpine',
    ShopImage.python('recommendations', {
      image: at('recommendations'),
      module: 'gunicorn',
      args: ['shop.wsgi'],
      installer: PythonInstaller.uv('0.9.7'),
      flavour: BaseFlavour.ALPINE,
    }),
  ],
  ['Java', ShopImage.java('pricing', { image: at('pricing'), jar: 'target/pricing.jar' })],
  [
    'Java by Gradle, on Ubuntu',
    ShopImage.java('pricing', {
      image: at('pricing'),
      jar: 'build/libs/pricing.jar',
      tool: JavaBuildTool.GRADLE,
      version: '21',
      flavour: BaseFlavour.SLIM,
    }),
  ],
  [
    'Java on Alpine',
    ShopImage.java('pricing', {
      image: at('pricing'),
      jar: 'target/pricing.jar',
      flavour: BaseFlavour.ALPINE,
      jvmFlags: ['-Dfile.encoding=UTF-8'],
    }),
  ],
  ['Go', ShopImage.go('orders', { image: at('orders'), packages: ['./cmd/orders', './cmd/migrate'], directory: 'services' })],
  ['Go on nothing, vendored', ShopImage.go('orders', { image: at('orders'), vendored: true, flavour: BaseFlavour.SCRATCH })],
  ['gRPC', ShopImage.go('catalog', { image: at('catalog'), protocol: PortProtocol.GRPC, port: 9000 })],
  ['.NET', ShopImage.dotnet('carts', { image: at('carts'), project: 'src/Carts/Carts.csproj' })],
  ['.NET on Ubuntu', ShopImage.dotnet('carts', { image: at('carts'), project: 'Carts.csproj', flavour: BaseFlavour.SLIM })],
  ['PHP', ShopImage.php('admin', { image: at('admin') })],
  [
    'PHP on Debian, with extensions',
    ShopImage.php('admin', { image: at('admin'), flavour: BaseFlavour.SLIM, extensions: ['pdo_mysql', 'bcmath'] }),
  ],
  ['Ruby', ShopImage.ruby('backoffice', { image: at('backoffice'), command: ['puma', '--port', '8080'] })],
  ['anything else', ShopImage.generic('search', { image: at('search'), command: ['/app/search'], files: { search: '/app/search' } })],
  [
    'anything else, built',
    ShopImage.generic('search', {
      image: at('search'),
      command: ['/app/search', '--config', '/app/search.toml'],
      flavour: BaseFlavour.SLIM,
      files: { 'search.toml': '/app/search.toml' },
      buildStage: {
        base: 'rust:1.90-trixie',
        commands: ['cargo build --release --locked'],
        outputs: { '/src/target/release/search': '/app/search' },
        caches: ['/usr/local/cargo/registry'],
      },
    }),
  ],
  ['a worker that nobody calls', ShopImage.python('mailer', { image: at('mailer'), module: 'shop.mailer', listens: false })],
  [
    'everything that a recipe can say',
    ShopImage.node('everything', {
      image: at('everything'),
      entry: 'server.js',
      version: '22',
      flavour: BaseFlavour.SLIM,
      base: 'mirror.example/node:22-hardened',
      buildBase: 'mirror.example/node:22-build',
      context: 'services',
      directory: 'everything',
      files: ['server.js', 'src'],
      port: 3000,
      livenessPath: '/health/live',
      readinessPath: '/health/ready',
      healthcheck: ['node', 'health.js'],
      stopSignal: 'SIGINT',
      user: { uid: 20_000, gid: 20_001 },
      writablePaths: [{ path: '/app/uploads' }, { path: '/var/cache/shop' }],
      env: { LOG_LEVEL: 'info', PRICE_FORMAT: 'in "$"' },
      labels: { 'org.opencontainers.image.source': 'https://git.example/shop' },
      buildArgs: { BRANCH: 'main' },
      secrets: [{ id: 'npmrc' }, { id: 'ca', path: '/etc/ssl/certs/company.crt' }],
      ignore: ['docs'],
    }),
  ],
];

/** A digest that stands for any. */
export const DIGEST = `sha256:${'5'.repeat(64)}`;

/** A digest for each of these references. */
export function digestsFor(references: readonly string[]): Record<string, string> {
  return Object.fromEntries(references.map((reference) => [reference, DIGEST]));
}
