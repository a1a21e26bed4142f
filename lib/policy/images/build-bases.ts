import { BaseFlavour, ImageKind } from '../../model/base-image';
import type { StageBase } from '../../model/image-plan';

/** Kinds that are compiled or installed somewhere else than where they run. */
type Built = Exclude<ImageKind, ImageKind.STATIC_SITE | ImageKind.PHP | ImageKind.GENERIC>;

/**
 * Where a program is built: the full image beside the small one it runs on, with compilers for native modules, and of the
 * same libc, for what was linked against one does not load with the other.
 */
export function buildBaseOf(kind: Built, version: string, flavour: BaseFlavour, tool = ''): string {
  const alpine = flavour === BaseFlavour.ALPINE;
  switch (kind) {
    case ImageKind.NODE:
      return `node:${version}-${alpine ? 'alpine3.24' : 'trixie'}`;
    case ImageKind.PYTHON:
      return `python:${version}-${alpine ? 'alpine3.24' : 'trixie'}`;
    case ImageKind.RUBY:
      return `ruby:${version}-${alpine ? 'alpine3.24' : 'trixie'}`;
    case ImageKind.GO:
      return `golang:${version}-trixie`;
    case ImageKind.DOTNET:
      return `mcr.microsoft.com/dotnet/sdk:${version}-noble`;
    case ImageKind.JAVA:
      return tool === 'gradle' ? `gradle:9-jdk${version}-noble` : `maven:3.9-eclipse-temurin-${version}-noble`;
  }
}

/** A base with the digest that the table gives for it; a reference that has one already keeps it. */
export function stageBase(reference: string, digests: Readonly<Record<string, string>>): StageBase {
  const at = reference.indexOf('@');
  if (at >= 0) return { reference: reference.slice(0, at), digest: reference.slice(at + 1) };
  // Own keys alone: an image may be called `constructor`.
  return { reference, digest: new Map(Object.entries(digests)).get(reference) };
}
