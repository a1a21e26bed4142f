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

test('pnpm is told its settings, where a project has a file of them', () => {
  const pnpm = ShopImage.node('store', { image, entry: 'a.js', directory: 'store', packageManager: NodePackageManager.pnpm('10.15.0') });
  expect(pnpm.dockerfile).toContain('COPY store/package.json store/pnpm-lock.yaml store/pnpm-workspace.yam[l] ./\n');
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
