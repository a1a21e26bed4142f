import { parseImage } from '../../core/image-reference';
import { type Manifest, manifestOf } from '../../manifests/manifest';
import { type LockedImage, lockedName } from '../../model/image-lock-data';
import { imagesOf } from '../image-rule';
import type { Breach, Rule } from '../rule';

type Locked = ReadonlyMap<string, LockedImage>;

/** What findings about the lock itself are about: it is no object of the API, and still has to be named. */
const LOCK: Manifest = manifestOf({ apiVersion: 'cdk8s-shop/v1', kind: 'ImageLock', metadata: { name: 'images.lock.json' } });

/** Images and the lock of the setting `imageLock` agree. */
export const IMAGE_LOCK: Rule = {
  id: 'image-lock',
  severity: 'error',
  why: 'The lock is what was reviewed and tested. An image beside it is one that nobody looked at, under a name that everybody knows.',
  wanted: 'the digest that the lock of the setting `imageLock` has for the image',
  fix: 'run `cdk8s-shop images lock`, review what it changes, and synthesize again',
  wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - { name: app, image: registry.example/storefront:2.4.1 }
`,
  right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1@sha256:2bb501e6429dae9b4f0b1ed25abb1d9ba40d2ab4d0b8f1e4d1f2d0a7a64bd8c5
`,
  see: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  *find({ manifests, settings: { imageLock } }) {
    if (imageLock === undefined) return;
    const locked: Locked = new Map(Object.entries(imageLock.images));
    const used = new Set<string>();
    for (const pods of manifests.pods)
      for (const [image, field] of imagesOf(pods)) {
        used.add(lockedName(image));
        const wanted = differing(image, locked);
        if (wanted !== undefined) yield { manifest: pods.manifest, field: [...pods.template, ...field], got: `"${image}"`, wanted };
      }
    yield* unused(locked, used);
  },
};

/** What is wanted instead of an image; undefined for one that is as the lock has it, and for one that is no reference. */
function differing(image: string, locked: Locked): string | undefined {
  const parsed = parseImage(image);
  if (!parsed) return undefined;
  const name = lockedName(image);
  const entry = locked.get(name);
  // Without a tag nothing can move under the digest.
  if (!entry) return parsed.digest !== undefined && parsed.tag === undefined ? undefined : 'an image that the lock has';
  return parsed.digest === entry.digest ? undefined : `${name}@${entry.digest}, as the lock has it`;
}

function* unused(locked: Locked, used: ReadonlySet<string>): Iterable<Breach> {
  for (const [image, { use }] of locked)
    if (use.includes('run') && !used.has(image))
      yield {
        manifest: LOCK,
        field: ['images', image],
        severity: 'note',
        got: 'an image that no manifest uses',
        wanted: 'the images of the manifests and no others',
        fix: 'run `cdk8s-shop images lock --prune`',
      };
}
