import { type DeliveredShop, deliver } from './delivery/delivered-shop';
import { foldersIn, Scene } from './delivery/scene';
import { stored, wouldBeStored } from './delivery/stored-objects';
import { attempt, kubectl, type Outcome } from './kubectl';
import { objectsOf } from './shop-form';

const NO_DIFFERENCE = { status: 0, stdout: '', stderr: '' };
const ENVIRONMENTS = ['staging', 'production'];
const SHOPS = [
  { shop: 'bookshop', name: 'delivery-overlays' },
  { shop: 'online-boutique', name: 'delivery-boutique' },
];

/** kubectl with its one remark left out: that a kustomization states an order, which kubectl keeps to. */
function quietly(...args: string[]): Outcome {
  const { stderr, ...outcome } = attempt(args);
  return { ...outcome, stderr: stderr.replaceAll(/^I.* Warning: Sorting order is set both in .*\n/gm, '') };
}

describe.each(SHOPS)('Kustomize, $shop', ({ shop, name }) => {
  let delivered: DeliveredShop;

  beforeAll(() => {
    delivered = deliver(shop, 'plain', ENVIRONMENTS, name);
  });
  afterAll(() => delivered?.remove());

  describe.each(ENVIRONMENTS)('%s', (environment) => {
    let scene: Scene;
    const overlay = () => delivered.artifact(`kustomize/overlays/${environment}`);
    const dist = () => delivered.dist(environment);

    beforeAll(async () => {
      scene = await Scene.begin(name, dist());
      kubectl(['create', 'namespace', name]);
    });
    afterAll(() => scene?.clear());

    test('its overlay, phase by phase, gives what kubectl would apply of dist/, without a warning', () => {
      const wanted = wouldBeStored(dist());
      const outcomes = foldersIn(overlay()).map((phase) => quietly('apply', '--server-side', '-k', phase));
      expect(outcomes).toEqual(outcomes.map(() => expect.objectContaining({ status: 0, stderr: '' })));
      expect(stored(dist())).toEqual(wanted);
      expect(wanted).toHaveLength(objectsOf(dist()).length);
    });

    test('then the whole differs in nothing, and neither does dist/', () => {
      const diff = ['diff', '--server-side'];
      expect(quietly(...diff, '-k', overlay())).toEqual(NO_DIFFERENCE);
      expect(quietly(...diff, '-f', dist())).toEqual(NO_DIFFERENCE);
    });
  });
});
