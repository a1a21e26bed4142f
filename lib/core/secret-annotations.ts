import { compareText } from './order';

/** Annotation of a Job: names of the Secrets that it makes in its namespace, with commas between them. */
export const MAKES_SECRETS = 'cdk8s-shop/makes-secrets';

/** Annotation of any object: names of the Secrets of its namespace that somebody else has to bring, with commas between them. */
export const NEEDS_SECRETS = 'cdk8s-shop/needs-secrets';

/** An annotation with names of Secrets; none where there are none. */
export function secretAnnotation(key: string, names: Iterable<string>): Record<string, string> {
  const sorted = [...new Set(names)].sort(compareText);
  return sorted.length > 0 ? { [key]: sorted.join(',') } : {};
}

/** The names in such an annotation. */
export function secretNamesIn(annotation: string): string[] {
  return annotation
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
