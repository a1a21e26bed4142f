import { createHash } from 'node:crypto';

/**
 * A short content hash, for the annotation which makes pods roll when a mounted config file changes. 16 hex digits: a collision between two consecutive versions of one file is 1 in 2^64.
 */
export function contentHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The SHA-256 of a text, as a content security policy names it: `sha256-…`. */
export function policyHash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
