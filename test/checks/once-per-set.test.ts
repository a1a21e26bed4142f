import { oncePerSet } from '../../lib/checks/once-per-set';
import { ManifestSet } from '../../lib/manifests/manifest-set';

test('an index is built once for a set and anew for another one, even where it is undefined', () => {
  let built = 0;
  const index = oncePerSet(() => {
    built++;
    return undefined;
  });
  const [first, second] = [new ManifestSet([]), new ManifestSet([])];
  for (const manifests of [first, first, second, first]) index(manifests);
  expect(built).toBe(2);
});
