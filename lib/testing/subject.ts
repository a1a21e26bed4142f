import { Construct, type IConstruct } from 'constructs';
import { resolvedIn } from '../app/resolved';
import { type Manifest, manifestOf } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';

/** What tests are about: an App, a Chart or any other construct of cdk8s; a list of manifests; a ManifestSet. */
export type Subject = IConstruct | ManifestSet | readonly object[];

/** Whether a subject is a construct, also one of another copy of the package that makes them. */
export function isConstruct(subject: unknown): subject is IConstruct {
  return Construct.isConstruct(subject);
}

/** The manifests of a subject; `taker` is what the test has called. */
export function manifestsOf(subject: unknown, taker: string): ManifestSet {
  if (subject instanceof ManifestSet) return subject;
  if (isConstruct(subject)) return new ManifestSet(resolvedIn(subject).map(({ manifest }) => manifest));
  if (Array.isArray(subject)) return new ManifestSet(subject.map(given));
  throw new TypeError(`${taker} takes a construct, a list of manifests, or a ManifestSet`);
}

/** A set freezes what it is given, which is still the test's. */
function given(body: unknown): Manifest {
  return manifestOf(structuredClone(body) as Manifest['body']);
}
