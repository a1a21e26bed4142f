import { BaseFlavour, JavaBuildTool, NodePackageManager, PythonInstaller, ShopImage } from '../../../lib';

const image = 'registry.example/shop:1.4.0';
const mountsOf = ({ dockerfile }: ShopImage) => dockerfile.match(/--mount=type=cache\S*/g);

describe('PHP', () => {
  const { dockerfile } = ShopImage.php('admin', { image });
  const [, fpm = '', web = ''] = dockerfile.split(/^FROM (?=php:|nginx:)/m);

  test('shows the public no errors, and says what version it is to nobody', () => {
    expect(fpm).toContain('RUN cp "$PHP_INI_DIR/php.ini-production" "$PHP_INI_DIR/php.ini"\n');
    // Files of conf.d are read after php.ini.
    expect(fpm).toMatch(/'expose_php = Off' \\\n {6}'variables_order = EGPCS' \\\n {6}> \/usr\/local\/etc\/php\/conf[.]d\/zz-shop[.]ini\n/);
    expect(web).not.toContain('php.ini');
  });

  test('ends what it has begun: the time for it is the manager’s own, not that of a pool', () => {
    expect(fpm).toMatch(/'\[global\]' \\\n {6}'process_control_timeout = 3600s' \\\n {6}'\[www\]' \\\n/);
  });
});

test('no secret of the local run gets into a build, wherever its folder is', () => {
  const { dockerignore } = ShopImage.generic('search', { image, command: ['/search'] });
  expect(dockerignore.split('\n')).toEqual(expect.arrayContaining(['artifacts', '**/compose/secrets', '**/.env']));
});

test('pnpm is told its settings, where a project has a file of them', () => {
  const pnpm = ShopImage.node('store', { image, entry: 'a.js', directory: 'store', packageManager: NodePackageManager.pnpm('10.15.0') });
  expect(pnpm.dockerfile).toContain('COPY store/package.json store/pnpm-lock.yaml store/pnpm-workspace.yam[l] ./\n');
});

test('yarn is told its settings, with the patches and plugins that they name, and is the one of the recipe', () => {
  const yarn = { image, entry: 'a.js', directory: 'store', packageManager: NodePackageManager.yarn('4.9.2'), buildScript: 'build' };
  const { dockerfile, dockerignore } = ShopImage.node('store', yarn);
  const copies = 'COPY store/package.json store/yarn.lock store/.yarnrc.ym[l] ./\nCOPY store/yarn.lock store/.yar[n] .yarn/\n';
  // What yarn has noted of an installation is of another machine.
  expect(dockerignore.split('\n')).toEqual(expect.arrayContaining(['**/.yarn/install-state.gz', '**/.yarn/unplugged']));
  // In the stage of the packages and in that of the build.
  expect(dockerfile.split(copies)).toHaveLength(3);
  expect(dockerfile.match(/yarn (install|workspaces|run)/g)).toHaveLength(3);
  expect(dockerfile.match(/YARN_IGNORE_PATH=1 (YARN_NODE_LINKER=node-modules )?yarn (install|workspaces|run)/g)).toHaveLength(3);
});

test.each([
  [JavaBuildTool.MAVEN, '/root/.m2/repository'],
  [JavaBuildTool.GRADLE, '/root/.gradle'],
])('builds of %s at the same time wait for the cache', (tool, target) => {
  expect(mountsOf(ShopImage.java('pricing', { image, jar: 'a.jar', tool }))).toEqual([
    `--mount=type=cache,sharing=locked,target=${target}`,
  ]);
});

test.each([
  ['pip', PythonInstaller.pip()],
  ['uv', PythonInstaller.uv('0.9.7')],
])('what %s compiles for one libc is not taken for another', (tool, installer) => {
  const on = (flavour: BaseFlavour) => mountsOf(ShopImage.python('web', { image, module: 'web', installer, flavour }));
  expect(on(BaseFlavour.SLIM)).toEqual([`--mount=type=cache,target=/root/.cache/${tool}`]);
  expect(on(BaseFlavour.ALPINE)).toEqual([`--mount=type=cache,id=/root/.cache/${tool}-musl,target=/root/.cache/${tool}`]);
});
