import { parseImage } from '../core/image-reference';
import { textAt } from '../manifests/json';
import type { Manifest } from '../manifests/manifest';
import { podsOf } from '../manifests/pods';

/** Last part of the names of labels that tell a release, so far as their value looks like one. */
const RELEASE_KEY = /^(app-?|release-?|image-?)?(version|tag)$|^(build|build-?id|(git-?)?(commit|sha)(-?sha)?|revision)$/i;

/** A version with a dot, or a commit: seven digits of a hash or more, a letter and a number among them. */
const RELEASE = /^v?\d+\.\d+|^(?=.*[a-f])(?=.*\d)[0-9a-f]{7,64}$/;

/** Whether a label or annotation of a workload has another value with the next release. */
export function changesWithRelease(key: string, value: string, workload: Manifest): boolean {
  // Where the name says the release as well (`reviews-v1`), the next one is an object of its own.
  if (value === '' || workload.name.includes(value)) return false;
  if (key === 'helm.sh/chart' || key === 'app.kubernetes.io/version' || key.startsWith('checksum/')) return true;
  if (key === 'chart') return /-v?\d+\.\d+/.test(value);
  const name = key.slice(key.indexOf('/') + 1);
  return RELEASE_KEY.test(name) && (RELEASE.test(value) || tagsOf(workload).includes(value));
}

/** The tags of a workload's images. */
function tagsOf(workload: Manifest): string[] {
  const containers = podsOf(workload)?.containers ?? [];
  return containers.flatMap(({ body }) => parseImage(textAt(body, 'image') ?? '')?.tag ?? []);
}
